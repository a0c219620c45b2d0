"""`/ask/`: the question library as plain addresses."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from inspectgraph.ask.limited import tabulate_answer
from inspectgraph.ask.query import declare_prefixes
from inspectgraph.ask.questions import Question, bind
from inspectgraph.export.tables import write_json
from inspectgraph.web.answers import Produced, respond
from inspectgraph.web.media import Offer
from inspectgraph.web.parameters import near, read_parameters
from inspectgraph.web.refusing import RefusedError
from inspectgraph.web.tables import offer_for, produce_table
from inspectgraph.web.workers import Worker

_QUERY = "rq"


async def list_questions(request: Request) -> Response:
    """Answer `/ask/`: each question, what it asks, and its parameters."""
    records = [_described(question) for question in _questions(request).values()]
    headers = {"Cache-Control": "no-cache"}
    return Response(write_json(records), media_type="application/json", headers=headers)


async def answer_question(request: Request) -> Response:
    """Answer `/ask/NAME`, with .json, .csv or .rq (the query itself) behind it or not."""
    name, _, ending = str(request.path_params["file"]).partition(".")
    question = _find(request, name)
    known = [parameter.name for parameter in question.parameters]
    values = read_parameters(request.scope["query_string"], known=known)
    sparql = _bound(question, values)
    if ending == _QUERY:
        return Response(declare_prefixes(sparql), media_type="application/sparql-query; charset=utf-8")
    offer = offer_for(request, ending)

    def job(worker: Worker) -> Produced:
        return _ask(worker, sparql, offer)

    return await respond(request, job, subject=["ask", sparql, offer.media_type])


def _questions(request: Request) -> Mapping[str, Question]:
    questions: Mapping[str, Question] = request.app.state.questions
    return questions


def _find(request: Request, name: str) -> Question:
    questions = _questions(request)
    if name not in questions:
        detail = f"there is no question {name[:80]!r}: {near(name, questions)}"
        raise RefusedError(404, "unknown-question", detail)
    return questions[name]


def _bound(question: Question, values: Mapping[str, str]) -> str:
    missing = [p for p in question.parameters if p.required and p.name not in values]
    if missing:
        detail = f"the question needs {missing[0].name!r}: add ?{missing[0].name}=... ({missing[0].note})"
        raise RefusedError(400, "malformed-request", detail)
    return bind(question, values)


def _ask(worker: Worker, sparql: str, offer: Offer) -> Produced:
    answer = worker.ask(sparql, format="json", graph_format="ntriples")
    return produce_table(tabulate_answer(answer), offer, generation=answer.generation, cut=answer.cut)


def _described(question: Question) -> dict[str, object]:
    parameters = [
        {"name": p.name, "type": p.type, "required": p.required, "note": p.note} for p in question.parameters
    ]
    return {
        "question": question.name,
        "asks": question.title,
        "note": question.note,
        "parameters": parameters,
        "address": f"/ask/{quote(question.name)}.json",
    }
