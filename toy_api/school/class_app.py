"""Every URL of a class on one page: one server for everybody, a world for each."""

from collections.abc import Callable, Collection, Mapping
from time import sleep

from ..clock import RealClock
from ..database import Database
from ..exchange import App
from ..guards.cross_site import unforged
from ..guards.hosts import addressed
from ..router import Router
from ..rows import TABLES
from ..rules.completion import complete
from ..rules.problems import explained
from ..rules.unavailable import KNOWN
from ..shelf import SHELF
from .admission import Admission
from .blackboard import Announcement, Pin, Replays
from .desk import Attempt, Learner, Pair, Pairs
from .feeds import BoardFeed, ClassFeed, Summary, Table
from .invitation import Invitation
from .journal import BY_ACCOUNT, BY_LEARNER, JOURNAL
from .progress import PROGRESS
from .room import Room, Sign
from .school_pages import Board, Inspector
from .summary import Course
from .worlds import Worlds


def open_class(path: str) -> Database:
    """The database of a class, made if it is not there; raises DatabaseError."""
    ours = [JOURNAL, BY_ACCOUNT, BY_LEARNER, PROGRESS]
    return Database(path, [*TABLES, SHELF, *ours])


def create_class(
    database: Database,
    course: Course,
    sign: Sign,
    password: str,  # the teacher's
    accounts: Mapping[str, str],  # those of each learner's world: secrets by name
    pause: Callable[[float], None] = sleep,
    hosts: Collection[str] | None = None,  # the names it goes by; None: any
) -> App:
    """The class as one function from Request to Response."""
    room = Room(database, course, sign)
    worlds = Worlds(database, accounts, pause)
    front = create_front(room, worlds)
    return addressed(Admission(room.register, password, front, worlds), hosts)


def create_front(room: Room, worlds: Worlds) -> App:
    """What the class shares; nothing of it is written down."""
    routes = {
        "/class": Invitation(room.sign),
        "/class/learners/{name}": Learner(room),
        "/class/progress/{exercise}": Attempt(room),
        "/class/pairs": Pairs(room),
        "/class/pairs/{code}": Pair(room),
        "/class/board": Board(),  # from here on: for the teacher only
        "/class/board/events": BoardFeed(room),
        "/class/summary": Summary(room),
        "/class/summary.csv": Table(room),
        "/class/announcement": Announcement(room),
        "/class/pin": Pin(room),
        "/class/replays": Replays(room, worlds),
        "/class/inspector": Inspector(of_teacher=True),
        "/class/exchanges/events": ClassFeed(room),
    }
    front = unforged(explained(Router(routes), KNOWN), [])
    return complete(front, RealClock().now)
