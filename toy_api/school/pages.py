"""Stand-ins until the pages are here."""


class Board:
    pass


class Inspector:
    def __init__(self, feed, is_teacher=False):
        pass
