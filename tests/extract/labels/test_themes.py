"""Themes: what a sentence is about wins over what it merely mentions."""

from __future__ import annotations

import pytest

from inspectgraph.extract.labels import SentenceContext, label_sentence

MAIN_THEME: tuple[tuple[str, str], ...] = (
    ("Thresholds are well understood by professionals.", "thresholds"),
    ("Use of the multi-agency referral form by partner agencies is inconsistent.", "referrals-quality"),
    ("The quality of referrals is improving.", "referrals-quality"),
    ("Screening in the MASH is timely.", "referral-response"),
    ("Parental consent is routinely sought.", "consent"),
    ("Children and families benefit from an effective early help offer.", "early-help"),
    ("Out-of-hours work is timely.", "out-of-hours"),
    ("The emergency duty team responds well.", "out-of-hours"),
    ("Assessments are thorough and detailed.", "assessment-quality"),
    ("Timescales for core assessments remain poor compared with other councils.", "assessment-timeliness"),
    ("Chronologies are rarely up to date.", "case-history"),
    ("Contingency planning is largely absent.", "plans-quality"),
    ("Core groups are regular and well attended.", "plan-review"),
    ("Too many children experience drift and delay.", "drift-delay"),
    ("Direct work with children is now a strength.", "childs-voice"),
    ("Social workers know their children well.", "visits-children"),
    ("Children's identities are well considered.", "identity-diversity"),
    ("Family group conferences are used well.", "family-engagement"),
    ("Strategy meetings are recorded clearly.", "strategy-discussions"),
    ("Section 47 enquiries are thorough.", "section-47"),
    ("Initial child protection conferences are timely.", "cp-conferences"),
    ("The pre-proceedings stage of the Public Law Outline is well used.", "pre-proceedings"),
    ("The management of allegations against professionals is robust.", "allegations-lado"),
    ("The prevalence of neglect is high.", "neglect"),
    ("The response to domestic abuse is not robust.", "domestic-abuse"),
    ("Children at risk of exploitation receive an excellent service.", "exploitation"),
    ("Return home interviews are timely.", "missing-children"),
    ("Young people who present as homeless are promptly assessed.", "homeless-16-17"),
    ("Short breaks are valued by families.", "disabled-children"),
    ("Children in private fostering arrangements are visited.", "private-fostering"),
    ("Unaccompanied asylum-seeking children are well supported.", "uasc"),
    ("Children who are electively home educated are tracked.", "education-elsewhere"),
    ("Parental substance misuse is understood.", "parental-factors"),
    ("Children only come into care when this is right for them.", "care-entry"),
    ("Permanence is actively pursued.", "permanence"),
    ("Adopters feel fully supported.", "adoption"),
    ("The sufficiency of placements is a challenge.", "placement-sufficiency"),
    ("Placement stability has started to improve.", "placement-stability"),
    ("The recruitment of foster carers is effective.", "fostering"),
    ("Family time is led by children's needs.", "family-time"),
    ("Too many children have not had recent dental checks.", "health-of-children"),
    ("Access to CAMHS is too slow.", "emotional-health"),
    ("The virtual school is ambitious.", "education-in-care"),
    ("Life-story work is poor.", "life-story"),
    ("The quality of pathway plans for care leavers.", "pathway-plans"),
    ("Personal advisers stay in touch with their young people.", "care-leaver-support"),
    ("Supported accommodation is suitable.", "care-leaver-housing"),
    ("Many care leavers benefit from apprenticeships.", "care-leaver-eet"),
    ("Management oversight of assessments is weak.", "management-oversight"),
    ("Supervision is regular.", "supervision"),
    ("The vast majority of audits are thorough.", "quality-assurance"),
    ("Performance data is used well.", "performance-data"),
    ("The chief executive has a clear vision.", "strategic-leadership"),
    ("Partnership working is effective.", "partnership"),
    ("The corporate parenting board is influential.", "corporate-parenting"),
    ("Joint commissioning is well established.", "commissioning"),
    ("The practice model is not embedded.", "practice-model"),
    ("Caseloads are too high.", "caseloads"),
    ("Turnover of staff is high.", "recruitment-retention"),
    ("Newly qualified social workers have a good induction.", "training"),
    ("Case recording is poor.", "case-recording"),
    ("The electronic recording system is difficult to use.", "it-systems"),
    ("Information-sharing between agencies is effective.", "information-sharing"),
    ("Thresholds for step-up and step-down are sound.", "thresholds"),
    ("Most contacts received from the police are late.", "referrals-quality"),
    ("Referrals to the MASH are of poor quality.", "referrals-quality"),
    ("Proportionate checks are made.", "referral-response"),
    ("Family help services are well used.", "early-help"),
    ("Parenting capacity is well understood.", "assessment-quality"),
    ("Patterns of harm are not seen.", "case-history"),
    ("Children can express how they feel.", "childs-voice"),
    ("Young inspectors are influential.", "childs-voice"),
    ("Their views are captured well.", "childs-voice"),
    ("Children speak warmly of their social workers.", "visits-children"),
    ("Disproportionality is considered.", "identity-diversity"),
    ("Non-resident parents are seldom asked.", "family-engagement"),
    ("Responses to child protection concerns are timely.", "section-47"),
    ("Police protection is used appropriately.", "section-47"),
    ("Interim care orders are sought in time.", "pre-proceedings"),
    ("Legal frameworks are well used.", "pre-proceedings"),
    ("Operation Encompass is effective.", "domestic-abuse"),
    ("Coercive control is understood.", "domestic-abuse"),
    ("Vulnerable adolescents receive a good service.", "exploitation"),
    ("Respite is valued.", "disabled-children"),
    ("Occupational therapy is hard to obtain.", "disabled-children"),
    ("Age assessments are sound.", "uasc"),
    ("Too many children do not receive full-time education.", "education-elsewhere"),
    ("Parallel planning begins early.", "permanence"),
    ("Recruitment of adopters is effective.", "adoption"),
    ("Too many live more than 20 miles from home.", "placement-sufficiency"),
    ("Disruption meetings are rare.", "placement-stability"),
    ("Supervising social workers are well regarded.", "fostering"),
    ("Foster carer recruitment is effective.", "fostering"),
    ("The virtual college is ambitious.", "education-in-care"),
    ("Children's achievements are celebrated.", "corporate-parenting"),
    ("Care leavers live in houses of multiple occupation.", "care-leaver-housing"),
    ("The senior leadership team is stable.", "strategic-leadership"),
    ("The improvement plan is not fully implemented.", "strategic-leadership"),
    ("Independent scrutiny is valued.", "partnership"),
    ("Agencies collaborate well.", "partnership"),
    ("There is a strong learning culture.", "training"),
    ("Workforce development is a priority.", "training"),
    ("Sickness rates are low.", "recruitment-retention"),
)

NOT_MAIN_THEME: tuple[tuple[str, str], ...] = (
    ("The council has adopted a new strategy.", "adoption"),
    ("The focused visit looked at thresholds.", "visits-children"),
    ("A learning culture is promoted by managers.", "identity-diversity"),
    ("In a small number of cases, plans are late.", "caseloads"),
    ("Health visitors attend core groups.", "health-of-children"),
    ("The next full area SEND inspection will be within three years.", "disabled-children"),
    ("Care leavers have their health histories.", "case-history"),
    ("Foster parents are well trained.", "family-engagement"),
    ("Audits find children missing from plans.", "missing-children"),
    ("The Police and Crime Commissioner funds a project on absenteeism.", "commissioning"),
    ("Supervising social workers visit carers.", "supervision"),
    ("Foster carer recruitment is effective.", "recruitment-retention"),
    ("The business plan is sound.", "plans-quality"),
    ("Clinical commissioning groups attend.", "commissioning"),
)


def test_number_of_cases() -> None:
    assert len(MAIN_THEME) == 103
    assert len({theme for _, theme in MAIN_THEME}) == 61
    assert len(NOT_MAIN_THEME) == 14


@pytest.mark.parametrize(("sentence", "theme"), MAIN_THEME)
def test_main_theme(sentence: str, theme: str) -> None:
    labels = label_sentence(sentence, context=SentenceContext(role="findings"))
    assert labels.themes[:1] == (theme,), labels.reasons


@pytest.mark.parametrize(("sentence", "theme"), NOT_MAIN_THEME)
def test_mentioned_only(sentence: str, theme: str) -> None:
    assert theme not in label_sentence(sentence, context=SentenceContext(role="findings")).themes[:1]


CARRIED = (
    "This is not good enough.",
    "This is good practice.",
    "This has improved since the last inspection.",
    "This means that social workers do not have enough time.",
    "These are not yet at a level that allows social workers to do their work well.",
)
NOT_CARRIED = ("It is praised.", "Children are safe.", "Adopters are well prepared.")


@pytest.mark.parametrize("sentence", CARRIED)
def test_subject_is_carried_over_from_the_sentence_before(sentence: str) -> None:
    before = SentenceContext(role="findings", previous="Caseloads are too high.")
    labels = label_sentence(sentence, context=before)
    assert labels.themes[:1] == ("caseloads",), labels.reasons
    assert "before:caseloads" in labels.reasons
    assert "caseloads" not in label_sentence(sentence, context=SentenceContext(role="findings")).themes


@pytest.mark.parametrize("sentence", NOT_CARRIED)
def test_subject_is_not_carried_over_to_anything(sentence: str) -> None:
    before = SentenceContext(role="findings", previous="Caseloads are too high.")
    assert "caseloads" not in label_sentence(sentence, context=before).themes


def test_subject_is_not_carried_over_to_a_sentence_with_its_own() -> None:
    before = SentenceContext(role="findings", previous="Caseloads are too high.")
    assert label_sentence("Supervision is not regular.", context=before).themes == ("supervision",)


def test_subject_decides_between_cues_of_equal_weight() -> None:
    before = SentenceContext(role="findings", previous="Private fostering arrangements are known.")
    labels = label_sentence("Private fostering and supervision are regular.", context=before)
    assert labels.themes[:1] == ("private-fostering",), labels.reasons


CARE_LEAVERS = "The experiences and progress of care leavers: good"
CARE_AND_LEAVERS = "The experiences and progress of children in care and care leavers: good"
SEND = "What is it like to be a child or young person with SEND in this area"
HEADED: tuple[tuple[str, str, str], ...] = (
    (CARE_LEAVERS, "Young people value this help.", "care-leaver-support"),
    (CARE_LEAVERS, "Most plans are clear.", "pathway-plans"),
    (CARE_LEAVERS, "Most plans are regularly reviewed.", "pathway-plans"),
    (CARE_LEAVERS, "Education is valued.", "care-leaver-eet"),
    (CARE_LEAVERS, "Placements are safe.", "care-leaver-housing"),
    (CARE_LEAVERS, "Visits are regular.", "care-leaver-support"),
    (CARE_AND_LEAVERS, "Most plans are clear.", "plans-quality"),
    (CARE_AND_LEAVERS, "Education is valued.", "education-in-care"),
    (SEND, "Too many wait for the right help.", "disabled-children"),
    (SEND, "Many move on to employment.", "disabled-children"),
    ("What is the area partnership doing that is effective?", "Needs are known.", "disabled-children"),
    ("What does the area partnership need to do better?", "Needs are not known.", "disabled-children"),
    ("What is it like to be a child in this area?", "Most plans are clear.", "plans-quality"),
    ("The graded judgement for adoption performance", "Family finding is good.", "adoption"),
    ("The graded judgement for adoption performance", "Targets are not met.", "adoption"),
    ("Identifying risk at the front door", "Work is timely.", "referral-response"),
    ("Children at risk of criminal exploitation", "Practice is thorough.", "exploitation"),
)


def test_number_of_headed_cases() -> None:
    assert len(HEADED) == 17


@pytest.mark.parametrize(("heading", "sentence", "theme"), HEADED)
def test_heading_leans_to_its_theme(heading: str, sentence: str, theme: str) -> None:
    labels = label_sentence(sentence, context=SentenceContext(heading=heading))
    assert labels.themes[:1] == (theme,), labels.reasons
