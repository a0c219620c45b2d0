"""Who is named in a letter, in which role, in letters of several inspectorates and with longer lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from inspectgraph.extract.model import LetterFacts
from inspectgraph.extract.names import bare_name, name_at_start, split_people

Reading = Callable[..., LetterFacts]
Person = tuple[str, str | None, str | None]

JTAI = """\
8 June 2021

Director A, Director of Children's Services, Kent County Council
Dr Inspector B, Chief Nurse, NHS Kent and Medway Clinical Commissioning
Group
Officer C, Chief Constable, Kent Police
Chief Superintendent Officer D, Borough Commander, Kent Police
Mr Officer E, Police and Crime Commissioner for Kent
Director F, Independent Scrutineer

Dear local partnership

Joint targeted area inspection of the multi-agency response to neglect in Kent

Between 10 and 14 May 2021, Ofsted, the Care Quality Commission (CQC) and HMI Constabulary
undertook a joint targeted area inspection of the multi-agency response to neglect in Kent.

Headline findings

Partners work well together and children are seen quickly.

Yours sincerely

Ofsted Care Quality Commission
Inspector G
National Director, Social Care
Inspector H
Deputy Chief Inspector
Inspector I
Her Majesty's Inspector of Constabulary
"""

FOCUSED = """\
4 July 2019

Director A
Director of Children's Services
Kent County Council
County Hall
Maidstone

Dear Director A

Focused visit to Kent children's services

This letter summarises the findings of a focused visit to Kent children's services on 11 June 2019.
{inspectors}

Findings

- Social workers visit children regularly.

{end}
"""


def people(facts: LetterFacts, kind: str) -> list[Person]:
    return [(p.name, p.role, p.organisation) for p in facts.people if p.kind == kind]


def test_a_joint_letter_to_several_people(read_facts: Reading) -> None:
    facts = read_facts(JTAI)
    assert facts.kind.value == "jtai"
    assert facts.dates is not None
    assert (facts.dates.start, facts.dates.end) == ("2021-05-10", "2021-05-14")
    assert people(facts, "addressee") == [
        ("Director A", "Director of Children's Services", "Kent County Council"),
        ("Inspector B", "Chief Nurse, NHS Kent and Medway Clinical Commissioning Group", "Kent"),
        ("Officer C", "Chief Constable", "Kent Police"),
        ("Officer D", "Borough Commander", "Kent Police"),
        ("Officer E", "Police and Crime Commissioner for Kent", "Kent"),
        ("Director F", "Independent Scrutineer", "Kent"),
    ]
    assert [name for name, _, _ in people(facts, "signatory")] == [
        "Inspector G",
        "Inspector H",
        "Inspector I",
    ]
    constabulary = "HM Inspectorate of Constabulary and Fire & Rescue Services"
    assert people(facts, "signatory")[2][1:] == ("Her Majesty's Inspector of Constabulary", constabulary)


INSPECTORS = {
    "The inspectors were Inspector A, HMI, and Inspector B, Ofsted Inspector.": [
        ("Inspector A", "HMI", "Ofsted"),
        ("Inspector B", "Ofsted Inspector", "Ofsted"),
    ],
    "The inspectors for this visit were Inspector A, Her Majesty's Inspector, and Inspector B, "
    "Her Majesty’s Inspector.": [
        ("Inspector A", "Her Majesty's Inspector", "Ofsted"),
        ("Inspector B", "Her Majesty’s Inspector", "Ofsted"),
    ],
    "Lead inspectors: Inspector A, HMI and Inspector B, HMI": [
        ("Inspector A", "Lead inspector, HMI", "Ofsted"),
        ("Inspector B", "Lead inspector, HMI", "Ofsted"),
    ],
    "Lead inspector: Inspector A HMI\nDeputy lead inspector: Inspector B HMI\n"
    "Team inspectors: Inspector C HMI, Inspector D (Seconded Inspector), Inspector\nE, Inspector F\n"
    "Shadow inspector: Inspector G\nSenior data analyst: Officer H\n"
    "Quality assurance manager: Inspector I Senior HMI": [
        ("Inspector A", "Lead inspector, HMI", "Ofsted"),
        ("Inspector B", "Deputy lead inspector, HMI", "Ofsted"),
        ("Inspector C", "Team inspector, HMI", "Ofsted"),
        ("Inspector D", "Team inspector, Seconded Inspector", "Ofsted"),
        ("Inspector E", "Team inspector", "Ofsted"),
        ("Inspector F", "Team inspector", "Ofsted"),
        ("Inspector G", "Shadow inspector", "Ofsted"),
    ],
    "The visit was carried out by two inspectors: Inspector A, HMI, and Inspector B, HMI.": [
        ("Inspector A", "HMI", "Ofsted"),
        ("Inspector B", "HMI", "Ofsted"),
    ],
    "Inspection team\n\nOfsted\tCare Quality Commission\nInspector A HMI, Ofsted Lead inspector\t"
    "Inspector B, CQC Lead inspector\nInspector C HMI, Ofsted\tOfficer D, CQC inspector": [
        ("Inspector A", "HMI", "Ofsted"),
        ("Inspector B", "CQC Lead inspector", "Care Quality Commission"),
        ("Inspector C", "HMI", "Ofsted"),
        ("Officer D", "CQC inspector", "Care Quality Commission"),
    ],
    "Inspection team\n\nOfsted\tCare Quality Commission\nInspector A, Ofsted HMI Lead\nInspector\n"
    "Inspector B, CQC Lead Inspector\nInspector C, Ofsted HMI": [
        ("Inspector A", "Ofsted HMI", "Ofsted"),
        ("Inspector B", "CQC Lead Inspector", "Care Quality Commission"),
        ("Inspector C", "Ofsted HMI", "Ofsted"),
    ],
    "Reporting inspector Inspector A HMI": [("Inspector A", "Lead inspector, HMI", "Ofsted")],
    "Reporting inspectors met leaders.": [],
    "The inspection was conducted by Her Majesty's Inspectors.": [],
    "The inspectors were impressed by Kent County Council.": [],
}


@pytest.mark.parametrize("words", INSPECTORS)
def test_inspectors(words: str, read_facts: Reading) -> None:
    facts = read_facts(FOCUSED.format(inspectors=words, end="Yours sincerely\n\nInspector Z"))
    assert people(facts, "inspector") == INSPECTORS[words]


def test_two_leads_are_both_leads_and_a_lead_of_another_body_is_none(read_facts: Reading) -> None:
    for index, leads in {2: ["Inspector A", "Inspector B"], 5: ["Inspector A"], 6: ["Inspector A"]}.items():
        facts = read_facts(FOCUSED.format(inspectors=list(INSPECTORS)[index], end=""))
        assert [p.name for p in facts.people if p.is_lead] == leads


def test_a_deputy_is_no_lead(read_facts: Reading) -> None:
    words = "Inspection team\n\nInspector A, Ofsted Lead inspector\nInspector B HMI, Deputy lead inspector"
    facts = read_facts(FOCUSED.format(inspectors=words, end=""))
    assert [p.name for p in facts.people if p.is_lead] == ["Inspector A"]


ADDRESSEES = {
    "Officer A, Head of Quality, X CCG, Officer B, Deputy Mayor for Policing": ["Officer A", "Officer B"],
    "Officer A, Chief Executive, X Council, Officer B, Chief Constable": ["Officer A", "Officer B"],
    "Officer A, Director, X Council, Kent Police, Head of Safety": ["Officer A"],
    "Officer A, Head of Quality, Nursing Care, Director of Safety": ["Officer A"],
    "Officer A Probation Director, Kent, Essex and Suffolk Company": ["Officer A"],
    "Officer A, Designated Nurse for Safeguarding": ["Officer A"],
    "Officer A, Director, X Council; Officer B, Head of Y": ["Officer A", "Officer B"],
}


@pytest.mark.parametrize("text", ADDRESSEES)
def test_who_stands_in_one_line(text: str) -> None:
    assert [person.name for person in split_people(text)] == ADDRESSEES[text]


ENDS = {
    "Yours sincerely\n\nInspector A\nHer Majesty's Inspector": (
        [("Inspector A", "Her Majesty's Inspector")],
        [],
    ),
    "Yours sincerely\n\nInspector A Her Majesty's Inspector": (
        [("Inspector A", "Her Majesty's Inspector")],
        [],
    ),
    "Yours sincerely Inspector A Her Majesty's Inspector": ([("Inspector A", "Her Majesty's Inspector")], []),
    "Yours sincerely,\n\n\n**Inspector A**\n\n**His Majesty’s Inspector**": (
        [("Inspector A", "His Majesty’s Inspector")],
        [],
    ),
    "Yours faithfully\n\nMs Inspector A OBE\nRegional Director": ([("Inspector A", "Regional Director")], []),
    "Kind regards\n\nInspector A": ([("Inspector A", None)], []),
    "Yours sincerely\n\nInspector A, HMI\nOfsted Social Care": ([("Inspector A", "HMI")], []),
    "Yours sincerely\n\nInspector A\nHer Majesty's Inspector\n\ncc: Director B, Chief Executive, Kent County Council": (
        [("Inspector A", "Her Majesty's Inspector")],
        [("Director B", "Chief Executive")],
    ),
    "Yours sincerely\n\nInspector A\n\ncc:\nDirector B, Chief Executive, Kent County Council\n"
    "Officer C, Department for Education\nOfficer D, Lead Member": (
        [("Inspector A", None)],
        [("Director B", "Chief Executive"), ("Officer C", None), ("Officer D", "Lead Member")],
    ),
    "Yours sincerely\n\nInspector A\n\nCopies to: Director B, Chief Executive, and Officer C, Lead Member": (
        [("Inspector A", None)],
        [("Director B", "Chief Executive"), ("Officer C", "Lead Member")],
    ),
    "Yours sincerely\n\nInspector A\n\nCopy: Director B, Chief Executive; Officer C, Head of Service": (
        [("Inspector A", None)],
        [("Director B", "Chief Executive"), ("Officer C", "Head of Service")],
    ),
    "Yours sincerely\n\nInspector A\n\nCopied to:\n- Director B, Chief Executive\n- Officer C, Head of Service": (
        [("Inspector A", None)],
        [("Director B", "Chief Executive"), ("Officer C", "Head of Service")],
    ),
}


@pytest.mark.parametrize("end", ENDS)
def test_who_signs_and_who_gets_a_copy(end: str, read_facts: Reading) -> None:
    facts = read_facts(FOCUSED.format(inspectors="", end=end))
    signed, copied = ENDS[end]
    assert [(name, role) for name, role, _ in people(facts, "signatory")] == signed
    assert [(name, role) for name, role, _ in people(facts, "copied")] == copied


HEADS = {
    "Director A\nDirector of Children's Services\nKent County Council\nCounty Hall": (
        "Director A",
        "Director of Children's Services",
        "Kent County Council",
    ),
    "Ms Director A Director of Children's Services and Education Children's Services 10 Some Street Kent": (
        "Director A",
        "Director of Children's Services and Education",
        "Kent",
    ),
    "Ofsted\nPiccadilly Gate\nManchester\n\nDirector A\nInterim Director of Children, Young People\nand Families\nKent": (
        "Director A",
        "Interim Director of Children, Young People and Families",
        "Kent",
    ),
    "Director A, Executive Director of Children's Services, Kent County Council": (
        "Director A",
        "Executive Director of Children's Services, Kent County Council",
        "Kent",
    ),
}


@pytest.mark.parametrize("head", HEADS)
def test_one_addressee(head: str, read_facts: Reading) -> None:
    letter = FOCUSED.format(inspectors="", end="Yours sincerely\n\nInspector Z")
    old = "Director A\nDirector of Children's Services\nKent County Council\nCounty Hall\nMaidstone"
    assert old in letter
    assert people(read_facts(letter.replace(old, head)), "addressee") == [HEADS[head]]


NAMES = {
    "Inspector A": "Inspector A",
    "Mrs Inspector A-B, HMI": "Inspector A-B",
    "Máire Inspector-B": "Máire Inspector-B",
    "O’Inspector C Director of Care": "O’Inspector C",
    "D. Inspector": "D. Inspector",
    "J Inspector": "J Inspector",
    "Łucja Šinspector, HMI": "Łucja Šinspector",
    "Director B Director of Education": "Director B",
    "Dame Inspector de la Apple DBE": "Inspector de la Apple DBE",
    "Chief Constable Officer Apple, Police": "Officer Apple",
}
NO_NAMES = (
    "1 Clifton Street",
    "Director of Children's Services",
    "Her Majesty's Inspector",
    "Kent County Council",
    "Ofsted Care Quality Commission",
    "Kent Safeguarding Children Board",
    "Inspectors visited",
    "inspector a",
    "A",
    "",
    "Chief Constable of Kent",
)


@pytest.mark.parametrize("text", NAMES)
def test_names(text: str) -> None:
    found = name_at_start(text)
    assert found is not None
    assert found[0] == NAMES[text]
    assert text[: found[1]].endswith(NAMES[text].split()[-1])


@pytest.mark.parametrize("text", NO_NAMES)
def test_no_names(text: str) -> None:
    assert name_at_start(text) is None


def test_people_in_one_line() -> None:
    text = "Mr Officer A, Chief Executive, NHS X Mr Officer B, Commissioner, and Officer C, Head of Y"
    assert [bare_name(p.name) for p in split_people(text)] == ["Officer A", "Officer B", "Officer C"]


def test_number_of_cases() -> None:
    tables = (INSPECTORS, ENDS, HEADS, NAMES, NO_NAMES, ADDRESSEES)
    assert [len(table) for table in tables] == [11, 12, 4, 10, 11, 7]
