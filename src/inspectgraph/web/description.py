"""The description of the service: SPARQL 1.1 Service Description, with the figures of VoID."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize
from starlette.requests import Request
from starlette.responses import Response

from inspectgraph.describe.namespaces import IG, PREFIXES
from inspectgraph.version import VERSION
from inspectgraph.web.answers import Produced, Service, respond, service_of
from inspectgraph.web.figures import Figures, NamedGraph, count_figures
from inspectgraph.web.media import GRAPHS, Offer, choose_offer, name_types
from inspectgraph.web.one_generation import read_one_generation
from inspectgraph.web.refusing import RefusedError
from inspectgraph.web.workers import Worker

_SPACES = {
    **PREFIXES,
    "formats": "http://www.w3.org/ns/formats/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
}
_FORMATS = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "rdfxml": "RDF_XML",
    "jsonld": "JSON-LD",
    "trig": "TriG",
    "nquads": "N-Quads",
}
"""Our names of formats to those of https://www.w3.org/ns/formats/."""
_RDF = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
}
_LISTED = 5_000  # named graphs that are listed at the most
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(?::\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::\d{1,5})?")

Part = tuple[str, NamedNode | Literal]


async def describe_service(request: Request) -> Response:
    """Answer with the description in the format that the client likes best.

    Raises RefusedError where there is none that it likes.
    """
    offer = choose_offer(request.headers.getlist("accept"), GRAPHS)
    if offer is None:
        raise RefusedError(406, "not-acceptable", f"the description is to be had as {name_types(GRAPHS)}")
    service, address = service_of(request), _address(request)

    def job(worker: Worker) -> Produced:
        return _describe(worker, service, address, offer)

    async with service.counting:  # whoever comes meanwhile waits rather than count as well
        return await respond(request, job, subject=["description", address, offer.media_type])


def _describe(worker: Worker, service: Service, address: str, offer: Offer) -> Produced:
    figures = _figures(worker, service)
    triples = sorted(set(describe(address, figures)), key=str)
    format = _RDF[offer.format]
    plain = format in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)
    document = serialize(triples, format=format, prefixes={} if plain else _SPACES) or b""
    return Produced(chunks=(document,), content_type=offer.content_type, generation=figures.generation)


def _figures(worker: Worker, service: Service) -> Figures:
    """Counted once a generation."""
    if service.counted is None or service.counted[0] != service.versions.live():
        figures, generation = read_one_generation(service.settings.store, worker, count_figures)
        service.counted = (service.versions.of(generation), figures)
    return service.counted[1]


def _address(request: Request) -> str:
    """The address of the endpoint as the client wrote it, or else as the server knows it."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        name, port = request.scope.get("server") or ("127.0.0.1", None)
        host = f"{name}:{port}" if port else str(name)
    return f"{request.url.scheme}://{host}/sparql"


def describe(address: str, figures: Figures) -> Iterator[Triple]:
    """The triples of the description; things in it have fragments of the address as names."""
    yield from _of(
        f"{address}#service",
        ("rdf:type", _term("sd:Service")),
        ("sd:endpoint", NamedNode(address)),
        ("sd:supportedLanguage", _term("sd:SPARQL11Query")),
        ("sd:feature", _term("sd:UnionDefaultGraph")),
        ("sd:defaultDataset", NamedNode(f"{address}#dataset")),
        *(("sd:resultFormat", _term(f"formats:{name}")) for name in _FORMATS.values()),
    )
    yield from _of(f"{address}#dataset", *_dataset(address, figures))
    yield from _of(
        f"{address}#default",
        ("rdf:type", _term("sd:Graph")),
        ("rdfs:comment", Literal("all named graphs together", language="en")),
        *_counts(figures),
    )
    for number, (name, things) in enumerate(figures.classes):
        part = f"{address}#class-{number}"
        yield from _of(f"{address}#default", ("void:classPartition", NamedNode(part)))
        yield from _of(part, ("void:class", NamedNode(name)), ("void:entities", Literal(things)))
    if len(figures.graphs) <= _LISTED:
        for number, graph in enumerate(figures.graphs):
            yield from _graph(address, number, graph)


def _dataset(address: str, figures: Figures) -> Iterator[Part]:
    yield "rdf:type", _term("sd:Dataset")
    yield "rdf:type", _term("void:Dataset")
    yield "sd:defaultGraph", NamedNode(f"{address}#default")
    yield "void:sparqlEndpoint", NamedNode(address)
    yield "void:vocabulary", NamedNode(IG)
    yield "void:documents", Literal(figures.letters)
    yield "void:uriSpace", Literal(PREFIXES["id"])
    yield "dcterms:title", Literal("Inspectors' letters on children's services", language="en")
    yield (
        "dcterms:description",
        Literal(
            f"What {figures.letters} letters and reports say of services for children: "
            "visits, judgements, findings with the sentences that prove them, and issues.",
            language="en",
        ),
    )
    yield "dcterms:language", Literal("en")
    yield "owl:versionInfo", Literal(f"generation {figures.generation}, inspectgraph {VERSION}")
    yield from _counts(figures)
    if figures.period is not None:
        yield "dcterms:temporal", Literal("/".join(figures.period))


def _counts(figures: Figures) -> Iterator[Part]:
    yield "rdf:type", _term("void:Dataset")
    yield "void:triples", Literal(figures.triples)
    yield "void:entities", Literal(figures.entities)
    yield "void:distinctSubjects", Literal(figures.subjects)
    yield "void:classes", Literal(len(figures.classes))


def _graph(address: str, number: int, graph: NamedGraph) -> Iterator[Triple]:
    named, content = f"{address}#named-{number}", f"{address}#graph-{number}"
    yield from _of(f"{address}#dataset", ("sd:namedGraph", NamedNode(named)))
    yield from _of(
        named,
        ("rdf:type", _term("sd:NamedGraph")),
        ("sd:name", NamedNode(graph.iri)),
        ("sd:graph", NamedNode(content)),
    )
    source = [] if graph.letter is None else [("dcterms:source", NamedNode(graph.letter))]
    yield from _of(
        content, ("rdf:type", _term("sd:Graph")), ("void:triples", Literal(graph.triples)), *source
    )


def _of(subject: str, *parts: Part) -> Iterable[Triple]:
    return [Triple(NamedNode(subject), _term(name), value) for name, value in parts]


def _term(curie: str) -> NamedNode:
    prefix, _, local = curie.partition(":")
    return NamedNode(_SPACES[prefix] + local)
