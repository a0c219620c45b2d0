"""The store over HTTP: a SPARQL endpoint, and the question library as plain addresses. Read-only.

`server` listens, `app` says what answers where, `workers` ask the store; the other rooms hold one address or
one habit of HTTP each. Everything here is imported lazily, by `inspectgraph serve` alone.
"""
