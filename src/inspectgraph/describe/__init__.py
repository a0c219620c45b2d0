"""Facts to triples: the one place where values become RDF, and the one place that mints IRIs.

Its modules are imported one by one (`describe.letters`, `describe.iris` and so on): who only asks needs the
namespaces, and importing all that reads letters for them takes longer than the answer.
"""
