"""What people type, and what is made of it: never a fault of FTS5's, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.ask.search_words import MOST_CHARACTERS, MOST_TERMS, match_expression, read_words
from inspectgraph.errors import MisuseError
from inspectgraph.store.search_file import open_in_memory

MADE_OF = {
    "neglect": '("neglect")',
    "neglect abuse": '("neglect") AND ("abuse")',
    "  neglect\t abuse\n": '("neglect") AND ("abuse")',
    "neglect AND abuse": '("neglect") AND ("abuse")',
    "neglect and abuse": '("neglect") AND ("and") AND ("abuse")',
    "neglect OR abuse": '("neglect" OR "abuse")',
    "neglect or abuse": '("neglect") AND ("or") AND ("abuse")',
    "a OR b c OR d": '("a" OR "b") AND ("c" OR "d")',
    "a OR b OR c": '("a" OR "b" OR "c")',
    "neglect -abuse": '("neglect") NOT ("abuse")',
    "-abuse neglect": '("neglect") NOT ("abuse")',
    "neglect −abuse": '("neglect") NOT ("abuse")',
    "neglect NOT abuse": '("neglect") NOT ("abuse")',
    "neglect AND NOT abuse": '("neglect") NOT ("abuse")',
    "neglect NOT NOT abuse": '("neglect") NOT ("abuse")',
    "neglect -abuse -harm": '("neglect") NOT ("abuse" OR "harm")',
    'neglect -"long term"': '("neglect") NOT ("long term")',
    "assess*": '("assess" *)',
    "assess**": '("assess" *)',
    "ass*ess": '("ass*ess")',
    '"early help"': '("early help")',
    "“early help”": '("early help")',
    '"early hel"*': '("early hel" *)',
    '"early help': '("early") AND ("help")',
    'early" help': '("early") AND ("help")',
    'early"help"': '("early") AND ("help")',
    '"neglect OR abuse"': '("neglect OR abuse")',
    "multi-agency": '("multi-agency")',
    "children's": '("children\'s")',
    "--neglect abuse": '("abuse") NOT ("-neglect")',
    "neglect - abuse": '("neglect") AND ("abuse")',
    "neglect OR": '("neglect") AND ("OR")',
    "OR neglect": '("OR") AND ("neglect")',
    "neglect NOT": '("neglect") AND ("NOT")',
    "AND": '("AND")',
    "neglect OR - abuse": '("neglect" OR "abuse")',
    "neglect … * £ ()": '("neglect")',
    "NEAR(a b, 5)": '("NEAR(a") AND ("b,") AND ("5)")',
    "text:neglect": '("text:neglect")',
    "{text words}:neglect": '("{text") AND ("words}:neglect")',
    "^neglect": '("^neglect")',
    "neglect + abuse": '("neglect") AND ("abuse")',
    "a\0b": '("a") AND ("b")',
    "neg\ud800lect": '("neg") AND ("lect")',
    "😀 neglect": '("neglect")',
    "'; DROP TABLE piece; --": '("DROP") AND ("TABLE") AND ("piece;")',
}


@pytest.mark.parametrize(("typed", "match"), MADE_OF.items(), ids=ascii)
def test_what_is_made_of_it(typed: str, match: str) -> None:
    assert match_expression(read_words(typed)) == match


def test_the_table_has_all_its_cases() -> None:
    assert len(MADE_OF) == 46


REFUSED = {
    "": "no words",
    " \t\n": "no words",
    '"': "no words",
    '""': "no words",
    "*": "no words",
    "- -- ***": "no words",
    "…!?()": "no words",
    "😀🎉": "no words",
    "\0": "no words",
    "\ud800": "no words",
    "-neglect": "only words to leave out",
    "NOT neglect": "only words to leave out",
    "-a -b": "only words to leave out",
    "a" * (MOST_CHARACTERS + 1): "1,001 characters are too many",
    "neglect " * 131_072: "1,048,576 characters are too many",
    "a " * (MOST_TERMS + 1): "33 words are too many",
    "a -b" + " -b" * MOST_TERMS: "34 words are too many",
}


@pytest.mark.parametrize(("typed", "why"), REFUSED.items(), ids=lambda text: ascii(text[:20]))
def test_what_is_refused_and_why(typed: str, why: str) -> None:
    with pytest.raises(MisuseError, match=why) as refused:
        read_words(typed)
    assert refused.value.remedy


def test_as_much_as_may_be() -> None:
    assert len(read_words("ab " * MOST_TERMS).groups) == MOST_TERMS
    assert read_words(("word " * 150).join('""')).groups[0][0].words.count("word") == 150


PIECES = st.one_of(
    st.sampled_from(["neglect", "OR", "AND", "NOT", "NEAR", "-", '"', "*", "^", ":", "(", ")", "+", "{", "}", ",", "\\"]),
    st.text(max_size=6),
    st.characters(),
)  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.sampled_from(["", " "]))
def test_nothing_typed_is_a_fault_of_fts5(pieces: list[str], between: str) -> None:
    try:
        match = match_expression(read_words(between.join(pieces)))
    except MisuseError:
        return
    with open_in_memory() as connection:
        connection.execute("INSERT INTO words VALUES ('neglect is high')")
        connection.execute(
            "SELECT highlight(words, 0, '<', '>') FROM words WHERE words MATCH ?", (match,)
        ).fetchall()
