"""Surface forms, acronyms and mentions of one team in one letter."""

from __future__ import annotations

from collections.abc import Callable

from inspectgraph.extract.model import TeamNamed
from inspectgraph.extract.teams import Mentions

TeamsOf = Callable[..., tuple[TeamNamed, ...]]


def words_of(team: TeamNamed) -> list[str]:
    return [mention.words for mention in team.mentions]


def test_an_acronym_defined_once_is_a_mention_ever_after(teams_of: TeamsOf) -> None:
    (team,) = teams_of(
        "The multi-agency safeguarding hub (MASH) is busy.", "The MASH is stretched. MASH staff say so."
    )
    assert (team.name, team.acronym) == ("MASH", "MASH")
    assert team.aliases == ("multi-agency safeguarding hub (MASH)", "multi-agency safeguarding hub", "MASH")
    assert words_of(team) == ["multi-agency safeguarding hub (MASH)", "MASH", "MASH"]


def test_letters_and_words_need_not_match_exactly(teams_of: TeamsOf) -> None:
    (team,) = teams_of("The adolescent and family support and advice service (AFSAS) is new.", "AFSAS helps.")
    assert (team.acronym, words_of(team)[1]) == ("AFSAS", "AFSAS")


def test_an_acronym_that_is_never_defined_joins_the_one_name_that_it_can_stand_for(teams_of: TeamsOf) -> None:
    (team,) = teams_of("The assessment and support teams improve.", "Meetings held by the ASTs are recorded.")
    assert team.aliases == ("assessment and support teams", "ASTs")


def test_an_acronym_of_two_names_joins_neither(teams_of: TeamsOf) -> None:
    teams = teams_of("The assessment and support teams and the adoption support team met.", "The AST is new.")
    assert [len(team.mentions) for team in teams] == [1, 1]


def test_an_acronym_inside_the_name(teams_of: TeamsOf) -> None:
    (team,) = teams_of("They step down to the families in need (FIN) teams.", "FIN workers visit.")
    assert (team.name, team.acronym) == ("families in need teams", "FIN")
    assert team.aliases == ("families in need (FIN) teams", "families in need", "FIN")


def test_a_name_of_its_own_stands_alone_later(teams_of: TeamsOf) -> None:
    (team,) = teams_of("The multi-agency Beacon team is new.", "Children helped by Beacon do well.")
    assert (team.name, team.aliases) == ("Beacon team", ("multi-agency Beacon team", "Beacon team", "Beacon"))


def test_a_name_that_begins_a_sentence_may_be_any_word(teams_of: TeamsOf) -> None:
    (team,) = teams_of("The Engage team is new.", "Engage with parents. Workers from Engage visit.")
    assert words_of(team) == ["Engage team", "Engage"]


def test_a_quoted_name_before_its_kind(teams_of: TeamsOf) -> None:
    (team,) = teams_of("They attend 'Loud Voices', the Children in Care Council.", "Loud Voices is heard.")
    assert team.name == "Loud Voices"
    assert {"Loud Voices", "Children in Care Council", "'Loud Voices', the Children in Care Council"} <= set(
        team.aliases
    )
    assert team.type == "participation-group"


def test_the_authority_s_name_is_printed_but_no_part_of_the_name(teams_of: TeamsOf) -> None:
    (team,) = teams_of("The Lancashire Safeguarding Children Board (LSCB) meets. The LSCB is new.")
    assert team.name == "Safeguarding Children Board"
    assert "Lancashire Safeguarding Children Board" in team.aliases


def test_singular_and_plural_are_one_team(teams_of: TeamsOf) -> None:
    (team,) = teams_of("Cases go to the locality teams.", "Managers in each locality team know them.")
    assert team.aliases == ("locality teams", "locality team")


def test_teams_are_in_the_order_of_their_first_mention(teams_of: TeamsOf) -> None:
    teams = teams_of("The virtual school is good.", "The MASH is busy. The virtual school helps the MASH.")
    assert [(team.name, len(team.mentions)) for team in teams] == [("virtual school", 2), ("MASH", 2)]


def test_teams_mentioned_in_a_sentence(teams_of: TeamsOf) -> None:
    first, second = "The MASH is busy.", "The virtual school helps the MASH."
    teams = teams_of(f"{first} {second}")
    start = len(first) + 1
    assert Mentions(teams).between(0, len(first)) == ("MASH",)
    assert Mentions(teams).between(start, start + len(second)) == ("MASH", "virtual school")
    assert Mentions(teams).between(len(first) - 5, len(first)) == ()
