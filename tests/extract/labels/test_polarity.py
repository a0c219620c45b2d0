"""Every group of polarity cues: what must be judged so, and what must not."""

from __future__ import annotations

from collections import Counter

import pytest

from inspectgraph.extract.labels import SentenceContext
from inspectgraph.extract.labels.polarity import is_narrative, label_polarity
from inspectgraph.extract.labels.reading import read_sentence

# group, section role, sentence, polarity
JUDGED: tuple[tuple[str, str, str, str], ...] = (
    ("praise", "findings", "Assessments are thorough and timely.", "strength"),
    ("praise", "findings", "Personal advisers are aspirational and are strong advocates.", "strength"),
    ("praise", "findings", "Assessments are not thorough.", "concern"),
    ("plain practice", "graded", "Social workers visit children at home.", "strength"),
    ("plain practice", "graded", "Return home interviews are offered to all children.", "strength"),
    ("plain practice", "graded", "Social workers rarely visit children at home.", "concern"),
    ("weakness", "findings", "Contingency planning is largely absent.", "concern"),
    ("weakness", "findings", "The quality of core assessments is too variable.", "concern"),
    ("weakness", "findings", "Independent reviewing officers identify weaknesses in plans well.", "strength"),
    ("denied strength", "findings", "Supervision is not consistently reflective.", "concern"),
    ("denied strength", "findings", "There is a lack of robust scrutiny of decisions.", "concern"),
    ("denied strength", "findings", "Supervision is consistently reflective.", "strength"),
    ("denied weakness", "findings", "Decisions are made without delay.", "strength"),
    ("denied weakness", "findings", "No children were found to be at risk.", "strength"),
    ("denied weakness", "findings", "Decisions are made after long delays.", "concern"),
    ("relief", "findings", "A previously high turnover of staff has significantly reduced.", "strength"),
    ("relief", "findings", "Delays have been addressed.", "strength"),
    ("relief", "findings", "Turnover of staff is high.", "concern"),
    ("both by but", "findings", "Plans are clear, but reviews are too often late.", "mixed"),
    ("both by but", "findings", "Social workers gather history, but do not always use it.", "mixed"),
    ("both by but", "findings", "Plans are late, and reviews are too often missed.", "concern"),
    ("both by although", "findings", "Although caseloads are reducing, this is not consistent.", "mixed"),
    ("both by although", "findings", "While most plans are clear, some lack detail.", "mixed"),
    (
        "both by although",
        "findings",
        "Meetings do not plan for safety while enquiries are ongoing.",
        "concern",
    ),
    ("despite", "findings", "Despite a lack of homes, young people are well supported.", "strength"),
    ("despite", "findings", "Despite strong commitment, too many children wait.", "mixed"),
    ("despite", "findings", "Despite this, plans are weak.", "concern"),
    ("condition", "findings", "When circumstances do not improve, decisive action is taken.", "strength"),
    ("condition", "findings", "When children cannot return home, they are well supported.", "strength"),
    ("condition", "findings", "When children go missing, the response is too slow.", "concern"),
    ("recognised", "findings", "Leaders recognise that caseloads are too high.", "concern"),
    (
        "recognised",
        "findings",
        "Leaders recognise that caseloads are too high and have recruited staff.",
        "mixed",
    ),
    ("recognised", "findings", "Leaders have recruited staff well.", "strength"),
    ("too early", "findings", "It is too early to judge the impact of this work.", "neutral"),
    (
        "too early",
        "findings",
        "A new team gives effective help, but it is too early to see its impact.",
        "mixed",
    ),
    ("too early", "findings", "Support ends too early.", "concern"),
    ("fact", "findings", "In 2013, seven children were adopted.", "neutral"),
    ("fact", "findings", "The authority plans to review its strategy.", "neutral"),
    ("fact", "findings", "In 2013, adoption was timely and effective.", "strength"),
    ("item", "improve", "The quality of assessments.", "concern"),
    ("item", "improve", "Life-story work, so that it is timely for all children.", "concern"),
    ("item", "improve", "Record keeping is thorough and timely.", "strength"),
    ("command", "", "Ensure that all plans are of good quality.", "concern"),
    ("command", "", "How well partners understand thresholds.", "concern"),
    ("command", "", "Managers ensure that all plans are of good quality.", "strength"),
    ("raised before", "improve", "This was an area for development in the last inspection.", "concern"),
    ("raised before", "findings", "This was an area for development in the last inspection.", "neutral"),
    ("raised before", "findings", "Areas for development are tracked well.", "strength"),
    (
        "weakness seen to",
        "findings",
        "Letters set out the areas of concern and the actions that parents need to take.",
        "strength",
    ),
    (
        "weakness seen to",
        "findings",
        "Managers focus on resolving dissatisfaction at an early stage.",
        "strength",
    ),
    ("weakness seen to", "findings", "Leaders have not resolved the dissatisfaction of families.", "concern"),
    (
        "what children face",
        "findings",
        "Staff help families who are struggling, or who have problems with alcohol.",
        "strength",
    ),
    ("what children face", "findings", "Benefits reach children without a school place.", "strength"),
    ("what children face", "findings", "Staff are struggling.", "concern"),
    ("not so bad", "findings", "Children do not have to wait for help.", "strength"),
    ("not so bad", "findings", "There is no complacency among senior leaders.", "strength"),
    ("not so bad", "findings", "Children have to wait for help.", "concern"),
    ("growing less", "findings", "The gap in attainment is closing.", "strength"),
    ("growing less", "findings", "Delays have reduced from ten weeks.", "strength"),
    ("growing less", "findings", "There is a gap in attainment.", "concern"),
    (
        "less than before",
        "findings",
        "Earlier intervention would have reduced their exposure to harm.",
        "concern",
    ),
    (
        "less than before",
        "findings",
        "The quota has been significantly reduced as a result of budget cuts.",
        "concern",
    ),
    ("less than before", "findings", "Their exposure to harm has been significantly reduced.", "strength"),
    ("known to leaders", "findings", "Leaders have recognised this and have amended the form.", "mixed"),
    (
        "known to leaders",
        "findings",
        "Leaders have recognised the need to improve these services.",
        "concern",
    ),
    ("known to leaders", "findings", "Leaders have recognised the talents of staff.", "strength"),
    ("attempted", "findings", "Steps have been taken to address this.", "mixed"),
    ("attempted", "findings", "Opportunities, although improving, are varied.", "mixed"),
    ("attempted", "findings", "Steps are taken to find homes for children.", "strength"),
    ("however", "findings", "Staff have received training, however there is no oversight of plans.", "mixed"),
    ("however", "findings", "Plans are, however, weak.", "concern"),
    ("however", "findings", "Plans are, however, strong.", "strength"),
    ("plain fact", "findings", "A new system has recently been introduced.", "neutral"),
    ("plain fact", "findings", "The lead member is a member of the board.", "neutral"),
    ("plain fact", "findings", "Nine children live in residential schools.", "neutral"),
    ("no verb of command", "findings", "Audit findings are used to train staff.", "strength"),
    ("no verb of command", "findings", "Work with partner agencies is strong.", "strength"),
    ("no verb of command", "", "Audit the work of all teams regularly.", "concern"),
    ("met by inspectors", "findings", "Inspectors spoke to twelve social workers.", "neutral"),
    ("met by inspectors", "findings", "The staff to whom inspectors spoke felt supported.", "strength"),
    ("met by inspectors", "findings", "Plans are reviewed, and they are considered with care.", "strength"),
    ("numbers", "findings", "In 2013, 20 children were adopted within 12 months.", "neutral"),
    (
        "numbers",
        "findings",
        "Timely and effective work in 2013 found homes for 20 children in 12 weeks.",
        "strength",
    ),
    ("numbers", "findings", "Work in 2013 was weak for 20 children.", "concern"),
)


def test_number_of_cases() -> None:
    groups = Counter(group for group, _, _, _ in JUDGED)
    assert len(JUDGED) == 84
    assert len(groups) == 28
    assert set(groups.values()) == {3}


@pytest.mark.parametrize(("group", "role", "sentence", "polarity"), JUDGED)
def test_polarity(group: str, role: str, sentence: str, polarity: str) -> None:
    context = SentenceContext(role=role, is_item=role == "improve")
    found, reasons = label_polarity(read_sentence(sentence), context)
    assert found == polarity, f"{group}: {reasons}"
    assert reasons


NARRATIVE = ("Audits are weak.", "Learning from audits has improved.", "Agencies do not share information.")
NOT_NARRATIVE = (
    "The quality of assessments, so that they are timely.",
    "Sufficient placements to meet needs.",
    "Plans should be clear.",
)


@pytest.mark.parametrize(
    ("sentence", "told"), [(s, True) for s in NARRATIVE] + [(s, False) for s in NOT_NARRATIVE]
)
def test_narrative(sentence: str, told: bool) -> None:
    assert is_narrative(sentence) is told
