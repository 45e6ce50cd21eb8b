"""Names made of bytes, judged by the standard library."""

from hashlib import sha256

import pytest

from toy_api.selection.naming import SMALL, name_of


@pytest.mark.parametrize("size", [0, 1, SMALL, SMALL + 1])
def test_a_name_is_made_of_the_facts_and_the_bytes(size):
    content = b"x" * size
    digest = sha256(b"text/plain" + content).hexdigest()
    assert name_of("text/plain", content) == f'"{digest[:12]}"'


@pytest.mark.parametrize("size", [1, SMALL + 1])
def test_other_bytes_and_other_facts_have_another_name(size):
    names = {name_of(*each) for each in [("a", b"x" * size), ("a", b"y" * size)]}
    names |= {name_of("b", b"x" * size), name_of("a", b"x" * size)}
    assert len(names) == 3
