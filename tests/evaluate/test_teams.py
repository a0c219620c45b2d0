"""Teams and people of letters, scored by hand."""

from __future__ import annotations

from inspectgraph.evaluate.figures import Figure
from inspectgraph.evaluate.gold import GoldTeams
from inspectgraph.evaluate.teams import score_teams


def team(*names: str, file: str = "a/b") -> dict[str, object]:
    return {
        "name": names[0],
        "acronym": None,
        "aliases": list(names[1:]),
        "letters": [{"file": f"x/{file}", "mentions": 1}],
    }


def person(name: str, as_: str, file: str = "a/b") -> dict[str, object]:
    return {"name": name, "roles": [{"file": f"x/{file}", "as": as_}]}


def gold(
    *teams: tuple[str, ...],
    optional: tuple[str, ...] = (),
    people: tuple[tuple[str, str], ...] | None = None,
    is_whole: bool = True,
) -> GoldTeams:
    return GoldTeams(file="a/b", teams=teams, optional=optional, people=people, is_whole=is_whole)


def counts(figure: Figure) -> tuple[float | None, float | None, int]:
    return figure.precision, figure.recall, figure.n


def test_teams() -> None:
    letter = gold(("MASH", "the hub"), ("Access Team",), ("duty team",), optional=("front door",))
    said = [team("The Hub", "multi-agency hub"), team("access  team"), team("Front door"), team("Board")]
    scored = score_teams([letter], said, [])
    assert counts(scored.figures[0]) == (0.6667, 0.6667, 3)
    assert [(m.about, m.gold, m.store) for m in scored.misses] == [
        ("team missed", "duty team", "nothing"),
        ("team too many", "nothing", "board"),
    ]


def test_a_team_of_the_store_is_found_once() -> None:
    scored = score_teams([gold(("hub", "team"), ("team",))], [team("hub", "team")], [])
    assert counts(scored.figures[0]) == (1, 0.5, 2)


def test_of_a_letter_read_in_part_nothing_is_too_many() -> None:
    part = gold(("hub",), people=(), is_whole=False)
    scored = score_teams([part], [team("hub"), team("board")], [person("Director A", "addressee")])
    assert [counts(figure) for figure in scored.figures[:2]] == [(1, 1, 1), (0, 0, 0)]
    assert scored.misses == ()


def test_people() -> None:
    letter = gold(people=(("Inspector A", "inspector"), ("Director B", "addressee"), ("C", "mentioned")))
    said = [
        person("Inspector  A", "inspector"),
        person("Director B", "copied"),
        person("Inspector D", "signatory"),
        person("Head E", "mentioned"),
    ]
    scored = score_teams([letter], [], said)
    assert counts(scored.figures[1]) == (0.5, 0.5, 2)
    assert [(m.about, m.gold, m.store) for m in scored.misses] == [
        ("person missed", "Director B (addressee)", "nothing"),
        ("person too many", "nothing", "inspectord"),
    ]


def test_where_nobody_looked_for_people_none_is_too_many() -> None:
    assert score_teams([gold()], [], [person("Inspector A", "inspector")]).misses == ()


def test_present_only() -> None:
    letters = [gold(("hub",))]
    assert score_teams(letters, [], []).figures[2].value == 1
    scored = score_teams(letters, [team("hub", file="c/d")], [], present_only=True)
    assert (scored.figures[0].n, scored.figures[2].value) == (0, 0)
