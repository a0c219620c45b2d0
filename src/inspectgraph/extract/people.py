"""People in their public roles: inspectors, addressees, who signs, who gets a copy."""

from __future__ import annotations

from inspectgraph.extract.addressees import extract_addressees
from inspectgraph.extract.inspectors import extract_inspectors
from inspectgraph.extract.model import PersonInRole, RoleKind
from inspectgraph.extract.parts import LetterParts
from inspectgraph.extract.signatures import extract_copied, extract_signatories


def extract_people(parts: LetterParts, *, authority: str) -> tuple[PersonInRole, ...]:
    """Everybody whom the letter names in a role, inspectors first (the lead before the rest).

    `authority` is the authority's name: the body of an addressee whose letterhead names none.
    """
    inspectors = sorted(extract_inspectors(parts), key=lambda person: not person.is_lead)
    found = [
        *inspectors,
        *extract_addressees(parts, authority=authority),
        *extract_signatories(parts),
        *extract_copied(parts),
    ]
    unique: dict[tuple[str, RoleKind], PersonInRole] = {}
    for person in found:
        unique.setdefault((person.name, person.kind), person)
    return tuple(unique.values())
