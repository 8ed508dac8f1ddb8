"""Two ejabberd nodes of one cluster: one domain, two doors."""

import secrets
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.process import Process, find_program
from tests.servers.base import free_ports, wait_for_port
from tests.servers.certs import Certificates
from tests.servers.ejabberd import Ejabberd

_LOOPBACK = "{127,0,0,1}"


class Node(Ejabberd):
    """One node; it finds others by the port mapper on `mapper_port`."""

    def __init__(self, certificates: Certificates, name: str, mapper_port: int, cookie: str) -> None:
        super().__init__(certificates)
        self.node = f"{name}@127.0.0.1"
        self._mapper_port, self._cookie = mapper_port, cookie

    def _distribution(self, environment: dict[str, str]) -> list[str]:
        environment["ERL_EPMD_PORT"] = str(self._mapper_port)
        argv = ["-name", self.node, "-setcookie", self._cookie, "-start_epmd", "false"]
        return [*argv, "-kernel", "inet_dist_use_interface", _LOOPBACK]

    def start(self) -> Self:
        """Returns when all of ejabberd runs: it takes connections before, but cannot join then (23.01)."""
        super().start()
        self.wait("lists:keymember(ejabberd, 1, application:which_applications())")
        return self

    def join(self, other: "Node") -> None:
        """Makes the two one cluster; returns when this node, which starts anew for it, runs again."""
        # The caller's connection may end with the old ejabberd: nobody waits for the answer.
        self.evaluate(f"catch register(joining, spawn(fun() -> ejabberd_cluster:join('{other.node}') end)).")
        self.wait(
            "whereis(joining) =:= undefined andalso lists:keymember(ejabberd, 1, application:which_applications())"
            f" andalso lists:member('{other.node}', mnesia:system_info(running_db_nodes))"
        )

    def wait(self, condition: str) -> None:
        """Returns when the expression is true."""
        end = time.monotonic() + 30
        while self.evaluate(f"{condition}.") != "true":
            if time.monotonic() > end:
                raise RuntimeError(f"{self.node}: not {condition}:\n{self.log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.05)

    def evaluate(self, erlang: str) -> str:
        """Has the node evaluate an expression, and returns what it is."""
        caller = find_program("erl_call", "erlang-base")
        end = time.monotonic() + 20
        while True:
            called = subprocess.run(
                [caller, "-name", self.node, "-c", self._cookie, "-timeout", "20", "-e"],
                input=f"{erlang}\n".encode(),
                capture_output=True,
                env={"ERL_EPMD_PORT": str(self._mapper_port), "HOME": str(self.directory)},
                check=False,
            )
            # On a busy machine the node now and then refuses the caller (Erlang 25), and takes the next one.
            if b"failed to connect" not in called.stderr or time.monotonic() > end:
                break
        answer = called.stdout.decode()
        if called.returncode or not answer.startswith("{ok, "):
            raise RuntimeError(f"{self.node} refused {erlang}: {answer}{called.stderr.decode()}")
        return answer.removeprefix("{ok, ").removesuffix("}")


class Cluster:
    """The nodes `one` and `two`, which serve the domain localhost together; use it as a context manager.

    Each has its own ports and its own copy of the accounts.
    """

    def __init__(self, certificates: Certificates) -> None:
        self._directory = Path(tempfile.mkdtemp(prefix="status-tray-epmd-"))
        [self._port] = free_ports(1)
        cookie = secrets.token_hex(16)
        self.one = Node(certificates, "one", self._port, cookie)
        self.two = Node(certificates, "two", self._port, cookie)
        self._mapper: Process | None = None

    def start(self) -> Self:
        mapper = find_program("epmd", "erlang-base")
        # Without another address it listens on loopback alone.
        argv = [mapper, "-port", str(self._port), "-address", "127.0.0.1"]
        self._mapper = Process(argv, log=self._directory / "epmd.log")
        wait_for_port(self._port, self._mapper)
        self.one.start()
        self.two.start()
        self.two.join(self.one)
        return self

    def kill_two(self) -> None:
        """Ends node two as a power cut would; returns when node one knows, and takes publishes again."""
        self.two.kill()
        self.one.wait("length(mnesia:system_info(running_db_nodes)) =:= 1")

    def stop(self) -> None:
        for node in (self.one, self.two):
            node.stop()
        if self._mapper is not None:
            self._mapper.kill()
        shutil.rmtree(self._directory, ignore_errors=True)

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
