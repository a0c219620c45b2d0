"""What a letter says of the visit: kind, dates, own date, place in a series, scope, earlier visits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from inspectgraph.errors import UnreadableError
from inspectgraph.extract.model import LetterFacts

Reading = Callable[..., LetterFacts]

LETTER = """\
Ofsted

{date}

Director A
Director of Children's Services

Dear Director A

{subject}

{opening}

Findings

- Social workers visit children regularly. {finding}

Yours sincerely

Inspector B
"""


def letter(
    *,
    date: str = "4 July 2019",
    subject: str = "Focused visit to Kent children's services",
    opening: str = "",
    finding: str = "",
) -> str:
    return LETTER.format(date=date, subject=subject, opening=opening, finding=finding)


KINDS = {
    "Focused visit to Kent children's services": "focused-visit",
    "Ofsted focused visit of Kent children’s services": "focused-visit",
    "Monitoring visit of Kent children's services": "monitoring-visit",
    "Monitoring visit to Kent children’s services": "monitoring-visit",
    "Fourth monitoring visit: Kent children's services": "monitoring-visit",
    "Joint targeted area inspection of the multi-agency response to neglect in Kent": "jtai",
    "JTAI of Kent": "jtai",
    "Annual unannounced inspection of contact, referral and assessment arrangements within Kent County Council "
    "children's services": "unannounced-cra",
    "Inspection of Kent local authority children's services": "ilacs-standard",
    "Inspection of children’s social care services in Kent": "ilacs-standard",
    "Inspection of services for children in need of help and protection in Kent": "sif",
    "Re-inspection of services for children in need of help and protection in Kent": "sif-reinspection",
    "Area SEND inspection of Kent Local Area Partnership": "area-send",
    "Inspection of looked after children's arrangements in Kent": "other",
}


@pytest.mark.parametrize("subject", KINDS)
def test_kinds(subject: str, read_facts: Reading) -> None:
    assert read_facts(letter(subject=subject)).kind.value == KINDS[subject]


OPENINGS = {
    "This letter summarises the findings of the monitoring visit to Kent on 3 July 2019.": "monitoring-visit",
    "This letter sets out the findings of our recent focused visit to Kent.": "focused-visit",
    "Between 10 and 14 June 2019, Ofsted undertook a joint targeted area inspection of Kent.": "jtai",
}


@pytest.mark.parametrize("opening", OPENINGS)
def test_kinds_without_a_subject(opening: str, read_facts: Reading) -> None:
    text = letter(opening=opening).replace("Focused visit to Kent children's services\n\n", "")
    assert read_facts(text).kind.value == OPENINGS[opening]


def test_the_subject_decides_and_not_what_the_opening_mentions(read_facts: Reading) -> None:
    opening = "Since the joint targeted area inspection and the monitoring visit, services improved."
    subject = "Inspection of Kent local authority children's services"
    assert read_facts(letter(subject=subject, opening=opening)).kind.value == "ilacs-standard"


LENGTHS = {"5 to 9 March 2018": "ilacs-short", "5 to 10 March 2018": "ilacs-short"} | {
    "5 to 11 March 2018": "ilacs-standard",
    "5 to 16 March 2018": "ilacs-standard",
}


@pytest.mark.parametrize("dates", LENGTHS)
def test_a_short_inspection_is_one_of_six_days(dates: str, read_facts: Reading) -> None:
    subject = "Inspection of Kent local authority children's services"
    text = letter(subject=subject, opening=f"Inspection dates: {dates}")
    assert read_facts(text).kind.value == LENGTHS[dates]


OWN_ACCOUNTS = {
    "Ofsted told us that our plans are good.": "authority-summary",
    "The inspectors shared with us what they saw.": "authority-summary",
    "We shared with them our view of progress.": "authority-summary",
    "This will help our own staff to improve.": "authority-summary",
    "Inspectors told the council that its plans are good.": "monitoring-visit",
}


@pytest.mark.parametrize("opening", OWN_ACCOUNTS)
def test_a_council_that_tells_of_a_visit(opening: str, read_facts: Reading) -> None:
    text = (
        f"# Monitoring visit of Kent children's services\n\n{opening}\n\n## Positives\n\n- Plans are clear."
    )
    assert read_facts(text).kind.value == OWN_ACCOUNTS[opening]


DATES = {
    "Inspection dates: 5 to 16 December 2018": ("2018-12-05", "2018-12-16"),
    "Inspection date: 2 July 2014 – 23 July 2014": ("2014-07-02", "2014-07-23"),
    "Date of visit: 7 November 2018": ("2018-11-07", "2018-11-07"),
    "A focused visit to Kent children's services on 7 November 2018.": ("2018-11-07", "2018-11-07"),
    "The visit was carried out on 5 and 6 March 2018.": ("2018-03-05", "2018-03-06"),
    "The inspection was conducted by two inspectors between 5 and 9 March 2018.": (
        "2018-03-05",
        "2018-03-09",
    ),
    "This inspection took place from 18 to 22 November 2018.": ("2018-11-18", "2018-11-22"),
    "The visit took place over 2 days, starting on 14 May.": ("2019-05-14", "2019-05-15"),
    "The visit took place over two days commencing 28 June.": ("2019-06-28", "2019-07-01"),
    "The visit took place over 2 days, starting on 19 December.": ("2018-12-19", "2018-12-20"),
    "Between 10 and 14 June 2019, Ofsted and others undertook a joint inspection.": (
        "2019-06-10",
        "2019-06-14",
    ),
    "The last inspection was published in June 2018.": None,
    "Plans were reviewed on 7 November 2018.": None,
}


@pytest.mark.parametrize("opening", DATES)
def test_dates_of_the_visit(opening: str, read_facts: Reading) -> None:
    facts = read_facts(letter(opening=opening))
    assert ((facts.dates.start, facts.dates.end) if facts.dates else None) == DATES[opening]
    assert ("dates-not-found" in [p.code for p in facts.problems]) == (DATES[opening] is None)


PUBLISHED = {
    "4 July 2019": "2019-07-04",
    "Date: 4 July 2019": "2019-07-04",
    "4th July 2019": "2019-07-04",
    "Our ref: 12345\n4 July 2019": "2019-07-04",
    "Thursday 4 July 2019": "2019-07-04",
}


@pytest.mark.parametrize("date", PUBLISHED)
def test_date_of_the_letter(date: str, read_facts: Reading) -> None:
    published = read_facts(letter(date=date)).published
    assert published is not None
    assert (published.value, published.source) == (PUBLISHED[date], "document")


def test_date_of_a_report_and_of_a_file(read_facts: Reading) -> None:
    report = "Inspection of Kent local authority children's services\n\n{}\n\nFindings\n\nPlans are clear."
    printed = read_facts(report.format("Report published: 8 September 2014")).published
    assert printed is not None
    assert printed.value == "2014-09-08"
    named = read_facts(report.format("Plans."), "a/b - 08 september 2014.txt").published
    assert named is not None
    assert (named.value, named.source, named.passage) == ("2014-09-08", "file-name", None)
    assert read_facts(report.format("Plans."), "2019-01-01/b.txt").published is None


ORDINALS = {
    "The visit was the sixth monitoring visit since the inspection.": "6",
    "This was the second focused visit since 2016.": "2",
    "This is the local authority's third monitoring visit.": "3",
    "It was your 4th monitoring visit.": "4",
    "This letter summarises the findings of the second monitoring visit.": "2",
    "At the first monitoring visit, inspectors found delay.": None,
    "This was the only monitoring visit.": None,
    "The third visit was late.": None,
}


@pytest.mark.parametrize("opening", ORDINALS)
def test_place_in_a_series(opening: str, read_facts: Reading) -> None:
    ordinal = read_facts(letter(opening=opening)).ordinal
    assert (ordinal.value if ordinal else None) == ORDINALS[opening]


def test_place_in_a_series_from_the_subject(read_facts: Reading) -> None:
    ordinal = read_facts(letter(subject="Sixth monitoring visit to Kent children's services")).ordinal
    assert ordinal is not None
    assert ordinal.value == "6"


SCOPES = {
    "Inspectors looked at the local authority's arrangements for children in need.": "arrangements for children in need",
    "Inspectors evaluated the front door.": "front door",
    "The weather was fine.": None,
}


@pytest.mark.parametrize("opening", SCOPES)
def test_scope(opening: str, read_facts: Reading) -> None:
    covers = read_facts(letter(opening=opening)).covers
    assert (covers.value if covers else None) == SCOPES[opening]


def test_scope_under_its_heading(read_facts: Reading) -> None:
    opening = "Scope of the visit\n\nInspectors reviewed help for disabled children."
    covers = read_facts(letter(opening=opening)).covers
    assert covers is not None
    assert covers.value == "help for disabled children"


EARLIER = {
    "It improved since the last inspection in October 2017.": [("2017-10", "sif", False, None)],
    "At the inspection in 2015, services were judged inadequate.": [("2015", "sif", False, "inadequate")],
    "The 2017 inspection found delay.": [("2017", "sif", False, None)],
    "A focused visit in June 2018 found delay.": [("2018-06", "focused", True, None)],
    "Monitoring visits took place in 2018.": [("2018", "monitoring", True, None)],
    "The joint targeted area inspection in 2016 found delay.": [("2016", "jtai", True, None)],
    "The inspection of contact, referral and assessment arrangements in June 2009 found delay.": [
        ("2009-06", "cra", True, None)
    ],
    "At the last inspection in October 2017, and in that 2017 inspection, plans were late.": [
        ("2017-10", "sif", False, None)
    ],
    "The last inspection, on 5 March 2019, was short.": [("2019-03-05", "ilacs", False, None)],
    "Services were judged inadequate in 2015.": [("2015", "sif", False, "inadequate")],
    "They were good in all areas when they were last inspected in 2016.": [("2016", "sif", False, "good")],
    "In 2018, inspectors judged services to be good.": [("2018", None, False, "good")],
    "Focused visits in 2017 and 2018 found delay.": [
        ("2018", "focused", True, None),
        ("2017", "focused", True, None),
    ],
    "Monitoring visits in May and December 2018 found delay.": [("2018-12", "monitoring", True, None)],
    "There were four monitoring visits between January 2017 and March 2018.": [
        ("2018-03", "monitoring", True, None),
        ("2017-01", "monitoring", True, None),
    ],
    "The last Ofsted inspection of Kent's safeguarding arrangements and services for children looked after was in "
    "May 2010.": [("2010-05", "other", True, None)],
    "The fostering service was last inspected in August 2013.": [("2013-08", "other", True, None)],
    "The joint area review in November 2008 found delay.": [("2008-11", "other", True, None)],
    "The HMI Probation inspection in February 2018 found delay.": [("2018-02", "other", True, None)],
    "At the time of the inspection, 89% were seen, compared with 44% in January 2015.": [],
    "At the time of this inspection, the audits had been stopped since August 2016.": [],
    "The number of children known between March 2013 and this inspection was 1,617.": [],
    "The inspection of Essex in June 2018 led to change.": [],
    "Most schools were judged good in 2016.": [],
    "The highly publicised court judgement in April 2018 was clear.": [],
    "There has been one visit to each home since 2017.": [],
    "The team was set up in October 2017.": [],
    "Since 2017, plans are better.": [],
    "The next inspection will be in 2021.": [],
}


@pytest.mark.parametrize("finding", EARLIER)
def test_earlier_visits(finding: str, read_facts: Reading) -> None:
    opening = "The visit was carried out on 5 June 2019."
    facts = read_facts(letter(opening=opening, finding=finding))
    assert [(e.date, e.kind, e.family_stated, e.grade) for e in facts.earlier] == EARLIER[finding]


def test_a_visit_to_the_authority_before_is_its_own(read_facts: Reading) -> None:
    subject = "Inspection of Cumberland local authority children's services"
    opening = "Inspection dates: 7 to 18 October 2024."
    finding = "Services in Cumbria were judged requires improvement to be good in November 2022."
    (earlier,) = read_facts(letter(subject=subject, opening=opening, finding=finding)).earlier
    assert (earlier.date, earlier.kind, earlier.gss) == ("2022-11", "ilacs", "E10000006")


def test_a_visit_between_two_inspections_in_the_year_of_the_second(read_facts: Reading) -> None:
    said = "A focused visit in 2019 found delay."
    opening = "Inspection dates: 1 to 12 July 2019."
    report = letter(
        subject="Inspection of Kent local authority children's services", opening=opening, finding=said
    )
    assert [(e.date, e.kind) for e in read_facts(report).earlier] == [("2019", "focused")]
    own = letter(opening="The visit was carried out on 5 June 2019.", finding=said)
    assert read_facts(own).earlier == ()


def test_no_letter_and_no_authority(read_facts: Reading) -> None:
    with pytest.raises(UnreadableError) as no_letter:
        read_facts("A recipe\n\nTake two eggs and a pint of milk.")
    with pytest.raises(UnreadableError) as no_authority:
        read_facts(letter(subject="Focused visit to Atlantis children's services"))
    assert (no_letter.value.code, no_authority.value.code) == ("no-inspection-letter", "no-authority")


def test_number_of_cases() -> None:
    tables = (KINDS, OPENINGS, LENGTHS, OWN_ACCOUNTS, DATES, PUBLISHED, ORDINALS, SCOPES, EARLIER)
    assert [len(table) for table in tables] == [14, 3, 4, 5, 13, 5, 8, 3, 29]
