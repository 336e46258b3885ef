"""`make run`: servers, tables, web, worker and beat, in this order; then the demo while the site answers."""

import http.client
import os
import time

from . import interrupts, packages, source_copy
from .backends import Backends
from .data import DataFolder
from .places import Places
from .ports import LOOPBACK, is_taken
from .processes import Child, wait_until
from .product import Product
from .record import RunRecord
from .speech import Problem, complain, say
from .surroundings import clean_environment
from .users import serving_identity

WEB_SECONDS = 90
STOP_SECONDS = 20
LOOK_EVERY = 0.3


def run_site() -> int:
    """Serve until Ctrl-C (exit code 0) or until a part of it ends by itself (1, after stopping the rest)."""
    host, port = os.environ.get("HOST") or LOOPBACK, _port()
    places = Places(serving_identity())
    venv = places.serving_venv
    packages.install(places, venv, packages.RUNTIME)
    data = DataFolder(places.data, places.identity)
    data.prepare()
    record = RunRecord(data)
    if not record.take():
        raise _already_running(record)
    interrupts.listen()
    record.end_leftovers()
    if is_taken(host, port):
        raise Problem(
            f"端口 {port} 已被占用。换一个端口：make run PORT={port + 1}",
            f"Port {port} is taken. Use another one: make run PORT={port + 1}",
        )
    if not places.source_is_reachable:
        source_copy.refresh(places.checkout, places.source)
    backends = Backends(data, venv, clean_environment(data))
    site = Site(backends, places, record)
    try:
        return site.serve(host, port)
    except interrupts.Interrupted:
        return 0
    finally:
        interrupts.ignore()
        site.stop()


class Site:
    """The parts that run, in the order they were started."""

    def __init__(self, backends: Backends, places: Places, record: RunRecord):
        self.backends = backends
        self.places = places
        self.record = record
        self.parts: list[Child] = []
        self.demo: Child | None = None
        self.address = ""

    def serve(self, host: str, port: int) -> int:
        self.backends.start()
        self._note()
        backends = self.backends
        with_demo = backends.data.has_demo(os.environ.get("DEMO"))
        backends.environment["DEMO"] = "1" if with_demo else "0"
        product = Product(
            self.places.source, backends.venv, backends.data, backends.environment, backends.urls
        )
        product.compile()
        say("正在建立数据表……", "Laying the tables...")
        product.migrate()
        say("正在启动网站……", "Starting the site...")
        self.address = f"http://{LOOPBACK if host == '0.0.0.0' else host}:{port}/"
        with interrupts.held():
            self.parts.append(product.web(f"{host}:{port}"))
        self._note()
        # The person waits for the page and for nothing else; so the others start after it.
        wait_until(lambda: _answers(host, port), self.parts[0], WEB_SECONDS)
        for start in (product.worker, product.beat):
            with interrupts.held():
                self.parts.append(start())
        self._note()
        if with_demo:
            with interrupts.held():
                self.demo = product.load_demo()
            self._note()
        self._welcome(with_demo)
        return self._watch()

    def stop(self) -> None:
        """Web, worker and beat together, then the broker, then the database."""
        say("正在停止……", "Stopping...")
        serving = [*self.parts, self.demo] if self.demo else self.parts
        for child in serving:
            child.ask_to_stop()
        for child in serving:
            child.wait_for_end(STOP_SECONDS)
        self.backends.stop()
        self.record.clear()
        say("已停止。", "Stopped.")

    def _watch(self) -> int:
        """Until something ends by itself. The demo's loader may: it has an end."""
        while True:
            for child in [*self.backends.children, *self.parts]:
                if child.exit_code is not None:
                    raise child.ended_early()
            if self.demo is not None and self.demo.exit_code is not None:
                self._demo_ended(self.demo)
                self.demo = None
            time.sleep(LOOK_EVERY)

    def _demo_ended(self, demo: Child) -> None:
        if demo.exit_code == 0:
            say("演示数据已就绪。", "The demo data is ready.")
            print(demo.last_line(), flush=True)
        else:
            complain(demo.ended_early())

    def _note(self) -> None:
        demo = [self.demo] if self.demo else []
        children = [*self.backends.children, *self.parts, *demo]
        self.record.write({"address": self.address, "urls": self.backends.urls}, children)

    def _welcome(self, with_demo: bool) -> None:
        logs = self.backends.data.logs
        print()
        say(f"地址：{self.address}", f"Open {self.address}")
        if with_demo:
            say(
                "演示账号在登录页上，点一张角色卡即可进入。",
                "The demo accounts are on the login page: click a role card.",
            )
        else:
            say(
                "请在首页建立司法局和三名管理员。",
                "Make the bureau and its three administrators on the first page.",
            )
        say(f"日志：{logs}；按 Ctrl-C 停止。", f"Logs: {logs}; Ctrl-C stops it.")
        print(flush=True)


def _port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise Problem(
            f"PORT 必须是 1 到 65535 的数，现为 {given}。",
            f"PORT must be a number from 1 to 65535, not {given}.",
        )
    return int(given)


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(LOOPBACK if host == "0.0.0.0" else host, port, timeout=30)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _already_running(record: RunRecord) -> Problem:
    notes = record.read()
    where = notes.get("address", "")
    return Problem(
        f"这一份已在运行：{where}（进程 {notes.get('pid', '?')}）。",
        f"This checkout is running already: {where} (process {notes.get('pid', '?')}).",
    )
