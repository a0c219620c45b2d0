"""Teams of an authority and where a letter mentions them."""

from __future__ import annotations

from pyoxigraph import Literal

from inspectgraph.describe.iris import mint_slug, mint_team, mint_thing
from inspectgraph.describe.passages import PassageBook
from inspectgraph.describe.sheet import Sheet, state_all, text_or_none, whole_number
from inspectgraph.extract.model import LetterFacts


def describe_teams(sheet: Sheet, facts: LetterFacts, *, book: PassageBook) -> None:
    """Each team with its names, and one Mention that counts the places and points to each."""
    for team in facts.teams:
        node = mint_team(facts.gss, team.name)
        sheet.type(node, "ig:Team")
        sheet.state(node, "skos:altLabel", *(Literal(alias) for alias in team.aliases if alias != team.name))
        state_all(
            sheet,
            node,
            [
                ("org:unitOf", mint_thing("authority", facts.gss)),
                ("rdfs:label", Literal(team.name)),
                ("ig:acronym", text_or_none(team.acronym)),
                ("ig:teamType", mint_thing("team-type", team.type)),
            ],
        )
        mention = mint_thing("letter", facts.letter.key, "mention", mint_slug(team.name))
        sheet.type(mention, "ig:Mention")
        sheet.state(mention, "ig:surfaceForm", *(Literal(alias) for alias in team.aliases))
        state_all(
            sheet,
            mention,
            [
                ("ig:ofTeam", node),
                ("ig:inLetter", mint_thing("letter", facts.letter.key)),
                ("ig:mentions", whole_number(len(team.mentions))),
            ],
        )
        book.prove(mention, *team.mentions)
