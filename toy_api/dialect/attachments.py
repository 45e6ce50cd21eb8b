"""Pictures and sounds that came with a message, as Twilio's API has them."""

from ..exchange import Request, Response, respond, respond_json
from ..life.world import World
from ..message import Message
from .envelopes import PAGING, envelope, page_of, slice_of
from .refusals import Refusal
from .renderings import as_media
from .sids import media_sid, message_sid
from .twilio import PRIVATE, find, given_in


class MediaOfMessage:
    """The pictures and sounds of one message."""

    def __init__(self, world: World):
        self.world = world

    def get(self, request: Request, account: str, sid: str) -> Response:
        """A page of what is known of them; the content of each is at its own URL."""
        given = given_in(request, PAGING)
        message, page = find(self.world, request, sid), page_of(given)
        name, addresses = self.world.store.account, message.draft.media or []
        every = [as_media(name, message, each) for each in addresses]
        records = {each["sid"]: each for each in every}
        found = [records[each] for each in slice_of([*records], page)]
        document = envelope(request.path, given, page, found, "media_list")
        return respond_json(200, document, PRIVATE)


class SingleMedia:
    """One picture or sound: what is known of it."""

    def __init__(self, world: World):
        self.world = world

    def get(self, request: Request, account: str, sid: str, media: str) -> Response:
        """Its kind, and when it came."""
        message, address = self._find(request, sid, media)
        document = as_media(self.world.store.account, message, address)
        return respond_json(200, document, PRIVATE)

    def delete(self, request: Request, account: str, sid: str, media: str) -> Response:
        """Takes it away from the message."""
        store = self.world.store
        with store.transaction():
            message, address = self._find(request, sid, media)
            left = [each for each in message.draft.media or [] if each != address]
            store.replace(message.id, message.draft._replace(media=left))
        return respond(204)

    def _find(self, request: Request, sid: str, media: str) -> tuple[Message, str]:
        message = find(self.world, request, sid)
        parent = message_sid(self.world.store.account, message)
        for address in message.draft.media or []:
            if media_sid(parent, address) == media:
                return message, address
        raise Refusal(20404, request.path)


class MediaContent(SingleMedia):
    """One picture or sound itself."""

    def get(self, request: Request, account: str, sid: str, media: str) -> Response:
        """It is kept elsewhere: where the sender of the message said."""
        _, address = self._find(request, sid, media)
        return respond(307, {"Location": address} | PRIVATE)
