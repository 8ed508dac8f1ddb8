"""A test that leaves a warning, a Qt message or a task behind fails; one that says so beforehand does not."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CLEAN = """
    import asyncio, logging, pytest

    @pytest.mark.allow_log("cable cut")
    def test_allowed_by_marker():
        logging.getLogger("link").warning("cable cut at %s", "noon")

    def test_allowed_by_the_fixture(log_watch):
        log_watch.allow("^ERROR link: cable")
        logging.getLogger("link").error("cable cut")

    def test_less_than_a_warning():
        logging.getLogger("link").info("cable plugged in")

    async def test_task_awaited():
        await asyncio.create_task(asyncio.sleep(0))
"""

LEAVING = """
    import asyncio, logging
    from PySide6.QtCore import qWarning

    def test_warning():
        logging.getLogger("link").warning("cable cut")

    def test_qt():
        qWarning("widget without a parent")

    async def test_task():
        global forgotten
        forgotten = asyncio.create_task(asyncio.sleep(60), name="forgotten")

    async def fail():
        raise OSError("nobody hears this")

    async def test_failed_task():
        asyncio.create_task(fail())
        await asyncio.sleep(0)
"""


def run(pytester: pytest.Pytester, source: str) -> pytest.RunResult:
    pytester.makepyfile(source)
    pytester.makeini("[pytest]\nasyncio_mode = auto\nasyncio_default_fixture_loop_scope = function\n")
    root = str(Path(__file__).parents[2])
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTHONPATH", root)
        # In a process of its own: what these tests log is not for the watch of this one.
        return pytester.runpytest_subprocess("-p", "tests.logfail", "-p", "no:cacheprovider")


def test_clean_tests_pass(pytester: pytest.Pytester) -> None:
    run(pytester, CLEAN).assert_outcomes(passed=4)


def test_what_is_left_behind_fails_the_test(pytester: pytest.Pytester) -> None:
    result = run(pytester, LEAVING)
    # The tests themselves go through; their teardowns tell.
    result.assert_outcomes(passed=4, errors=4)
    for message in (
        "WARNING link: cable cut",
        "Qt QtWarningMsg default: widget without a parent",
        "*name='forgotten'*",
        "ERROR asyncio: Task exception was never retrieved",
    ):
        result.stdout.fnmatch_lines([message])
