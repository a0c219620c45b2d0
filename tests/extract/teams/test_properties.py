"""What holds for every letter."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from inspectgraph.extract.teams import Mentions, extract_teams, merge_key
from inspectgraph.letters.model import Block, Letter

PIECES = [
    "the multi-agency safeguarding hub (MASH)",
    "the MASH",
    "MASH managers",
    "the Beacon team",
    "Beacon",
    "a team",
    "called Lantern",
    "'Loud Voices', the Children in Care Council",
    "the families in need (FIN) teams",
    "FIN",
    "the strengthening and supporting families' teams",
    "‘Harbour’ service",
    "and",
    ",",
    ".",
    "(ABC)",
    "the board",
    "daily exploitation and missing meetings",
    "assessment and support teams",
    "ASTs",
    "social workers are",
    "(",
    "Blackpool's improvement board",
    "Lancashire",
    "’",
    "the regional adoption agency (Adoption North)",
    "service",
]
paragraphs = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(paragraphs, min_size=1, max_size=4))
def test_mentions_stand_in_the_text_and_are_among_the_aliases(texts: list[str]) -> None:
    text, blocks = "", []
    for words in texts:
        blocks.append(Block(kind="paragraph", start=len(text), end=len(text) + len(words)))
        text += f"{words}\n"
    letter = Letter(file="a.txt", sha256="0" * 64, text=text, blocks=tuple(blocks), sections=(), sentences=())
    teams = extract_teams(letter)
    for team in teams:
        assert team.name
        assert team.mentions
        assert merge_key(team)
        for mention in team.mentions:
            assert text[mention.start : mention.end] == mention.words
            assert " ".join(mention.words.split()).lower() in {alias.lower() for alias in team.aliases}
            assert team.name in Mentions(teams).between(mention.start, mention.end)
        assert all(" ".join(alias.split()) in " ".join(text.split()) for alias in team.aliases)
    assert teams == extract_teams(letter)
    taken = sorted((m.start, m.end) for team in teams for m in team.mentions)
    assert all(end <= start for (_, end), (start, _) in pairwise(taken))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    blocks = (Block(kind="paragraph", start=0, end=len(text)),)
    letter = Letter(file="a.txt", sha256="0" * 64, text=text, blocks=blocks, sections=(), sentences=())
    for team in extract_teams(letter):
        assert team.aliases
