"""Facts of networks made up by hypothesis: a few letters, visits and issues of three councils."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from inspectgraph.describe.namespaces import ID
from inspectgraph.networks.facts import (
    IssueFact,
    LetterFact,
    MentionFact,
    NetworkFacts,
    ReferenceFact,
    RoleFact,
    StanceFact,
    TeamFact,
    TeamFinding,
    VisitFact,
)

COUNCILS = ("E06000008", "E06000009", "E10000017")
THEMES = ("neglect", "caseloads", "supervision", "adoption")
KINDS = ("ilacs-standard", "focused-visit", "sif")
DATES = ("", "2011", "2012-06", "2013-01-19", "2018-03-05", "2019-08-14", "2022-12-05", "2022-12-05")
STATUSES = ("single", "persistent", "recurring", "resolved")
STANCES = ("concern", "mixed", "strength")
PLACES = st.integers(0, 4)


def _visit(number: int, gss: str, start: str, known_by: str, grade: str) -> VisitFact:
    return VisitFact(f"{ID}visit/{gss}/{number}/ilacs", gss, "ilacs", start, start, known_by, grade)


VISITS = st.builds(
    _visit,
    PLACES,
    st.sampled_from(COUNCILS),
    st.sampled_from(DATES),
    st.sampled_from(("letter", "reference")),
    st.sampled_from(("", "good", "inadequate")),
)


@st.composite
def network_facts(draw: st.DrawFn) -> NetworkFacts:
    """Facts as `read_facts` gives them: what they point to is there."""
    visits = tuple({visit.iri: visit for visit in draw(st.lists(VISITS, max_size=6))}.values())
    letters = tuple(
        LetterFact(
            f"{ID}letter/{n}", f"{n}.pdf", draw(st.sampled_from(KINDS)), v.gss, v.iri, v.start, "", str(n)
        )
        for n, v in enumerate(visits)
        if draw(st.booleans())
    )
    dated = [visit for visit in visits if len(visit.start) == len("2011-01-01")]
    issues = tuple(
        IssueFact(f"{ID}issue/{gss}/{theme}", gss, theme, draw(st.sampled_from(STATUSES)))
        for gss in COUNCILS
        for theme in THEMES
        if draw(st.booleans())
    )
    teams = {f"{ID}team/{gss}/t": TeamFact("T", gss, ("front-door",), ("Tee",)) for gss in COUNCILS}
    return NetworkFacts(
        letters=letters,
        visits=visits,
        issues=issues,
        stances=tuple(_stances(draw, issues, dated)),
        teams=teams,
        corpus="c",
        **_of_letters(draw, letters, visits),
    )


def _stances(draw: st.DrawFn, issues: tuple[IssueFact, ...], visits: list[VisitFact]) -> list[StanceFact]:
    return [
        StanceFact(
            f"{issue.iri}/stance/{visit.iri}",
            issue.iri,
            visit.iri,
            visit.start,
            draw(st.sampled_from(STANCES)),
            draw(st.integers(1, 9)),
        )
        for issue in issues
        for visit in visits
        if visit.gss == issue.gss and draw(st.booleans())
    ]


def _of_letters(
    draw: st.DrawFn, letters: tuple[LetterFact, ...], visits: tuple[VisitFact, ...]
) -> dict[str, Any]:
    if not letters:
        return {}
    some = st.sampled_from(letters)
    people = st.sampled_from(("a", "b", "E06000009/c"))
    roles = st.builds(
        lambda who, letter, as_: RoleFact(f"{ID}person/{who}", f"Inspector {who}", letter.iri, as_),
        people,
        some,
        st.sampled_from(("inspector", "addressee")),
    )
    mentions = st.builds(
        lambda letter, n: MentionFact(f"{ID}team/{letter.gss}/t", letter.iri, n), some, st.integers(1, 9)
    )
    findings = st.builds(
        lambda n, letter, theme, says: TeamFinding(
            f"{ID}finding/{n}", letter.iri, f"{ID}team/{letter.gss}/t", theme, says
        ),
        PLACES,
        some,
        st.sampled_from(THEMES),
        st.sampled_from(STANCES),
    )
    references = st.builds(
        lambda letter, visit: ReferenceFact(letter.iri, visit.iri), some, st.sampled_from(visits)
    )
    return {
        "roles": tuple(draw(st.lists(roles, max_size=6))),
        "mentions": tuple({(m.team, m.letter): m for m in draw(st.lists(mentions, max_size=4))}.values()),
        "team_findings": tuple(draw(st.lists(findings, max_size=6))),
        "references": tuple(draw(st.lists(references, max_size=3))),
    }
