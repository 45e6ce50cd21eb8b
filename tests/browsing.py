"""The browser that tests look with: the Chromium of the system."""

import shutil
from contextlib import contextmanager

import pytest


@contextmanager
def chromium(*options):
    """It, started with these options; where there is none, the test is skipped."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    playwright = pytest.importorskip("playwright.sync_api")
    if not path:
        pytest.skip("there is no Chromium here")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", *options]
        )
        yield started
        started.close()
