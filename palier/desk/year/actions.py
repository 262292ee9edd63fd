"""The one verb: the stories of a year are kept, as drafts."""

from collections.abc import Mapping

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import TermKey
from palier.desk.year.models import Story
from palier.desk.year.rules import story_ends


def keep_stories(*, actor: Actor, year: int, texts: Mapping[int, str]) -> None:
    """Keep what she wrote of a year, by place. An emptied story is an empty row until its term."""
    require(actor, Capability.YEAR_STORY)
    expires = story_ends(actor.today, kept_for(actor)[TermKey.DRAFT])
    for place, typed in texts.items():
        text = typed.replace("\x00", "")
        # Its own row even when its term has passed and the sweep has not come by yet: the text gives way.
        changed = {"text": text, "saved_at": actor.moment, "expires": expires}
        rows = Story.objects.visible_to(actor, Capability.YEAR_STORY).filter(year=year, place=place)
        if not rows.update(**changed) and text.strip():
            Story(post_id=actor.acting_post, year=year, place=place, **changed).insert()
