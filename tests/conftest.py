"""Fixtures for all tests: real servers, certificates, and the offscreen platform for the GUI tests."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import status_tray
from tests.process import MissingProgram
from tests.servers import Certificates, Ejabberd, Prosody, Server, make_certificates
from tests.servers.cluster import Cluster
from tests.servers.federation import Federation

pytest_plugins = ["tests.logfail", "tests.search"]

_TESTS = Path(__file__).parent
_GUI = _TESTS / "gui"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--installed", action="store_true", help="fail when the program comes from the working tree")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to test the working tree where the installed program is meant."""
    program = Path(status_tray.__file__).resolve()
    if config.getoption("installed") and program.is_relative_to(_TESTS.resolve().parent / "status_tray"):
        raise pytest.UsageError(f"--installed: the program would be that of the working tree, {program}")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist looks at the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Federations and clusters take a while to start: one of each is enough, however many processes test."""
    for item in items:
        if item.path.stem in ("test_federation", "test_cluster"):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Give GUI tests Qt's offscreen platform, and no other test."""
    if _GUI in item.path.parents:
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_GUI / 'screen.json'}"
    else:
        os.environ.pop("QT_QPA_PLATFORM", None)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup() -> Iterator[None]:
    """Fail by name when a program is missing: never skip."""
    try:
        return (yield)
    except MissingProgram as problem:
        pytest.fail(str(problem), pytrace=False)


@pytest.fixture(scope="session")
def ca(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """The certificates of all test servers of this run."""
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def _prosody(ca: Certificates) -> Iterator[Prosody]:
    with Prosody(ca) as server:
        yield server


@pytest.fixture(scope="session")
def _ejabberd(ca: Certificates) -> Iterator[Ejabberd]:
    with Ejabberd(ca) as server:
        yield server


@pytest.fixture
def prosody(_prosody: Prosody) -> Prosody:
    """The Prosody that all tests share; a test that stops or freezes its server starts one of its own."""
    assert _prosody.running, "an earlier test has ended the shared Prosody"
    return _prosody


@pytest.fixture
def ejabberd(_ejabberd: Ejabberd) -> Ejabberd:
    """The ejabberd that all tests share; a test that stops or freezes its server starts one of its own."""
    assert _ejabberd.running, "an earlier test has ended the shared ejabberd"
    return _ejabberd


@pytest.fixture(params=["prosody", "ejabberd"])
def server(request: pytest.FixtureRequest) -> Server:
    """Each of the two shared servers in turn."""
    shared: Server = request.getfixturevalue(request.param)
    return shared


@pytest.fixture(scope="session")
def _federation(ca: Certificates) -> Iterator[Federation]:
    with Federation(ca) as federation:
        yield federation


@pytest.fixture
def federation(_federation: Federation) -> Iterator[Federation]:
    """A Prosody for a.test and an ejabberd for b.test that talk to each other; what a test breaks is mended."""
    yield _federation
    _federation.mend()


@pytest.fixture(scope="session")
def cluster(ca: Certificates) -> Iterator[Cluster]:
    """Two ejabberd nodes of one cluster; a test that ends one starts it again."""
    with Cluster(ca) as cluster:
        yield cluster


@pytest.fixture
def short_path() -> Iterator[Path]:
    """An empty directory whose path is short enough for a socket in it (that of `tmp_path` may not be)."""
    with tempfile.TemporaryDirectory(prefix="st-", dir="/tmp") as name:
        yield Path(name)
