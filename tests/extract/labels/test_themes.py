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
)

NOT_MAIN_THEME: tuple[tuple[str, str], ...] = (
    ("The council has adopted a new strategy.", "adoption"),
    ("This focused visit looked at children in need.", "visits-children"),
    ("A learning culture is promoted by managers.", "identity-diversity"),
    ("In a small number of cases, plans are late.", "caseloads"),
    ("Health visitors attend core groups.", "health-of-children"),
    ("The next full area SEND inspection will be within three years.", "disabled-children"),
    ("Care leavers have their health histories.", "case-history"),
    ("Foster parents are well trained.", "family-engagement"),
    ("Audits find children missing from plans.", "missing-children"),
    ("The Police and Crime Commissioner funds a project on absenteeism.", "commissioning"),
)


def test_number_of_cases() -> None:
    assert len(MAIN_THEME) == 63
    assert len({theme for _, theme in MAIN_THEME}) == 61
    assert len(NOT_MAIN_THEME) == 10


@pytest.mark.parametrize(("sentence", "theme"), MAIN_THEME)
def test_main_theme(sentence: str, theme: str) -> None:
    labels = label_sentence(sentence, context=SentenceContext(role="findings"))
    assert labels.themes[:1] == (theme,), labels.reasons


@pytest.mark.parametrize(("sentence", "theme"), NOT_MAIN_THEME)
def test_mentioned_only(sentence: str, theme: str) -> None:
    assert theme not in label_sentence(sentence, context=SentenceContext(role="findings")).themes[:1]


def test_subject_is_carried_over_to_a_weakness_that_points_back() -> None:
    before = SentenceContext(role="findings", previous="Caseloads are too high.")
    labels = label_sentence("This is not good enough.", context=before)
    assert labels.themes == ("caseloads",)
    assert "carried:caseloads" in labels.reasons


@pytest.mark.parametrize(
    "sentence", ["This is good practice.", "Work is not good enough.", "Supervision is not regular."]
)
def test_subject_is_not_carried_over(sentence: str) -> None:
    before = SentenceContext(role="findings", previous="Caseloads are too high.")
    assert "caseloads" not in label_sentence(sentence, context=before).themes


def test_heading_leans_to_its_theme() -> None:
    heading = "The experiences and progress of care leavers: good"
    labels = label_sentence("Young people value this help.", context=SentenceContext(heading=heading))
    assert labels.themes[:1] == ("care-leaver-support",)
