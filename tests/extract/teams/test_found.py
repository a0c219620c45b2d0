"""What must be found as a team, and what must not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from inspectgraph.extract.model import TeamNamed

TeamsOf = Callable[..., tuple[TeamNamed, ...]]

# sentence, names that must be found, in this order
FOUND = [
    ("Referrals into the multi-agency safeguarding hub (MASH) are timely.", ["MASH"]),
    ("All contacts pass through the MASH.", ["MASH"]),
    ("This includes the MASH and assessment and support teams.", ["MASH", "assessment and support teams"]),
    ("The Getting To Good board meets monthly.", ["Getting To Good board"]),
    ("Progress is tested by the getting to good improvement board.", ["getting to good improvement board"]),
    ("They receive an excellent service from the Beacon team.", ["Beacon team"]),
    ("Police work well in the Lantern team.", ["Lantern team"]),
    ("A specialist team called Beacon helps them.", ["Beacon"]),
    ("The in-house psychology service called ‘Harbour’ helps carers.", ["Harbour"]),
    ("The children with complex needs team is stretched.", ["children with complex needs team"]),
    ("Capacity in the emergency duty team is tight.", ["emergency duty team"]),
    ("The out-of-hours service is responsive.", ["out-of-hours service"]),
    ("A well-managed family support service meets needs.", ["family support service"]),
    ("A dedicated duty and assessment service is planned.", ["duty and assessment service"]),
    ("The recently restructured leaving care service is better.", ["leaving care service"]),
    ("Caseloads in the strengthening and supporting families' teams are high.",
     ["strengthening and supporting families' teams"]),
    ("Cases pass to the locality teams.", ["locality teams"]),
    ("Some attend 'Loud Voices', the Children in Care Council.", ["Loud Voices"]),
    ("The regional adoption agency (Adoption North Coast) recruits well.", ["Adoption North Coast"]),
    ("The regional adoption agency, One Adoption Moorland, recruits well.", ["One Adoption Moorland"]),
    ("A recently formed ‘becoming looked after’ panel has met.", ["becoming looked after panel"]),
    ("The adoption panel and the fostering panel scrutinise plans.", ["adoption panel", "fostering panel"]),
    ("Findings go to the Local Safeguarding Children Board.", ["Local Safeguarding Children Board"]),
    ("The Blackpool Safeguarding Children’s Board has changed.", ["Safeguarding Children’s Board"]),
    ("They share views with the corporate parenting board.", ["corporate parenting board"]),
    ("Daily multi-agency exploitation and missing-from-care meetings help.",
     ["daily multi-agency exploitation and missing-from-care meetings"]),
    ("The missing, slavery, exploitation and trafficking group (MSET) meets.",
     ["missing, slavery, exploitation and trafficking group"]),
    ("The resilience around families team (RAFT) is new.", ["resilience around families team"]),
    ("Children step down to the families in need (FIN) teams.", ["families in need teams"]),
    ("The virtual school and the youth offending service share data.",
     ["virtual school", "youth offending service"]),
    ("Allegations reach the designated officer quickly.", ["designated officer"]),
    ("Visits by the inclusion and engagement team are valued.", ["inclusion and engagement team"]),
    ("The participation group, known as HARBOUR, has been heard.", ["HARBOUR"]),
    ("Care leavers enjoy the ‘moving on project’.", ["moving on project"]),
    ("Family hubs offer help in the community.", ["family hubs"]),
]  # fmt: skip

NOT_FOUND = [
    "The local authority and the council have invested.",
    "Social workers, managers and leaders know this.",
    "The senior leadership team is stable.",
    "The inspection team visited the leadership team.",
    "Children’s services have improved, and the service is better.",
    "Children's social care and early help services are stronger.",
    "Some teams have high caseloads; other social work teams do not.",
    "Partner agencies attend core groups and strategy meetings.",
    "Some children require an early help service.",
    "Children receive a good service from a specialist team.",
    "Ofsted and the Department for Education were told.",
    "The integrated care board and the clinical commissioning group agreed.",
    "The probation service and the police attended.",
    "The team works closely with schools, and the board knows this.",
    "The Children and Family Court Advisory and Support Service (Cafcass) was told.",
    "The director of children’s services (DCS) is new.",
    "An initial child protection conference (ICPC) took place.",
    "There is strong partnership with the whole partnership.",
    "The team around the child is involved.",
    "Information Policy Team, The National Archives, Kew. See the Open Government Licence.",
    "Some live in the secure unit; others attend the pupil referral unit.",
    "It is run with Blackpool County Council (BCC).",
]


def test_the_tables_are_whole() -> None:
    assert (len(FOUND), len(NOT_FOUND)) == (35, 22)


@pytest.mark.parametrize(("sentence", "names"), FOUND, ids=[row[0][:50] for row in FOUND])
def test_is_found(sentence: str, names: list[str], teams_of: TeamsOf) -> None:
    assert [team.name for team in teams_of(sentence)] == names


@pytest.mark.parametrize("sentence", NOT_FOUND, ids=[row[:50] for row in NOT_FOUND])
def test_is_not_found(sentence: str, teams_of: TeamsOf) -> None:
    assert [team.name for team in teams_of(sentence)] == []


def test_furniture_and_address_lines_are_passed_over(teams_of: TeamsOf) -> None:
    assert (
        teams_of("The MASH is busy.", kind="furniture") == teams_of("MASH, 1 High Street", kind="line") == ()
    )


def test_what_the_inspectorate_says_of_itself_is_passed_over(teams_of: TeamsOf) -> None:
    end = (
        "Strong IRO service. The Office for Standards in Education regulates and inspects the youth service."
    )
    assert [team.name for team in teams_of(end)] == ["IRO service"]


TYPES = [
    ("The multi-agency safeguarding hub is busy.", "front-door"),
    ("The duty and assessment teams are busy.", "assessment"),
    ("The locality teams are busy.", "safeguarding-locality"),
    ("Children at risk of exploitation are helped by the Beacon team.", "exploitation"),
    ("The response to domestic abuse incidents by the Lantern team is good.", "domestic-abuse"),
    ("The children with disabilities team is busy.", "disability"),
    ("The emergency duty service is busy.", "out-of-hours"),
    ("The early help hub is busy.", "early-help"),
    ("The children in care team is busy.", "children-in-care"),
    ("The care leavers’ service is busy.", "leaving-care"),
    ("The fostering panel is busy.", "fostering-adoption"),
    ("The virtual school is busy.", "virtual-school"),
    ("The independent reviewing service is busy.", "quality-independent"),
    ("The youth justice service is busy.", "youth-justice"),
    ("The improvement board is busy.", "board-partnership"),
    ("The health visiting service is busy.", "health-service"),
    ("The children in care council is busy.", "participation-group"),
    ("The commissioning team is busy.", "other"),
]


@pytest.mark.parametrize(("sentence", "kind"), TYPES, ids=[row[0][:50] for row in TYPES])
def test_type(sentence: str, kind: str, teams_of: TeamsOf) -> None:
    assert [team.type for team in teams_of(sentence)] == [kind]


def test_every_type_is_tried() -> None:
    assert len(TYPES) == len({kind for _, kind in TYPES}) == 18
