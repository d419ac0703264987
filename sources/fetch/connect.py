"""Connections to addresses that were judged: a name is resolved once, and what is connected to is
the very address that passed, so that a name which answers differently the next time gains nothing.

Every read and write is held to the budget of the page.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
from collections.abc import Iterable, Sequence
from typing import Any

import httpcore

from sources.fetch.addresses import Address, refusal
from sources.fetch.budget import Budget
from sources.fetch.configuration import Configuration
from sources.fetch.failure import Failed, Refused, Unreached
from sources.fetch.witness import Witness


class Judged(httpcore.NetworkBackend):
    """Connects for one page. Raises `Failed` where an address is refused or does not answer."""

    def __init__(self, configuration: Configuration, budget: Budget, witness: Witness) -> None:
        self.configuration, self.budget, self.witness = configuration, budget, witness

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first address of the host that may be asked and answers."""
        failed = Unreached(f"{host} cannot be reached", host=host)
        for address in self._addresses(host, port):
            seconds = min(self.budget.left(), self.configuration.limits.connect_seconds)
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    str(address), port, seconds, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                told = f"{host} cannot be reached: {_reason(error)}"
                failed = Unreached(told, host=host, passing=True)
                continue
            self.witness.reached()
            return Bounded(stream, host, self.budget, self.configuration.limits.silent_seconds)
        self.witness.missed(host)
        raise failed

    def _addresses(self, host: str, port: int) -> list[Address]:
        limits = self.configuration.limits
        try:
            found = self._resolved(host, port, min(self.budget.left(), limits.connect_seconds))
        except Unreached:
            self.witness.missed(host)
            raise
        judged = [(a, refusal(a, port, self.configuration.allow)) for a in found]
        may = [address for address, reason in judged if reason is None]
        if not may:
            told = f"{host} is refused: {judged[0][1] if judged else 'it has no address'}"
            raise Refused(told, host=host)
        return may[: limits.addresses]

    def _resolved(self, host: str, port: int, seconds: float) -> list[Address]:
        """The addresses of a host. The system's look-up knows no time limit: it runs aside."""
        answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

        def look_up() -> None:
            try:
                answers.put(self.configuration.resolve(host, port))
            except Exception as error:
                answers.put(error)

        threading.Thread(target=look_up, daemon=True, name=f"look up {host}").start()
        try:
            found = answers.get(timeout=seconds)
        except queue.Empty:
            told = f"{host} is not looked up within {seconds:.3g} seconds"
            raise Unreached(told, host=host, passing=True) from None
        if isinstance(found, Exception):
            told = f"{host} cannot be looked up: {_reason(found)}"
            # A name that is not there will not be there in a second.
            unknown = getattr(found, "errno", None) == socket.EAI_NONAME
            raise Unreached(told, host=host, passing=not unknown)
        return [ipaddress.ip_address(address.partition("%")[0]) for address in found]


class Bounded(httpcore.NetworkStream):
    """A stream that never waits longer than the page has time, and counts what it reads."""

    def __init__(
        self, stream: httpcore.NetworkStream, host: str, budget: Budget, silent_seconds: float
    ) -> None:
        self.stream, self.host, self.budget = stream, host, budget
        self.silent_seconds = silent_seconds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes, none at the end; raises `Failed` where the server is silent or endless."""
        try:
            data = self.stream.read(max_bytes, min(self.budget.left(), self.silent_seconds))
        except httpcore.ReadTimeout:
            self.budget.left()
            told = f"{self.host} is silent for {self.silent_seconds:g} seconds"
            raise Failed(told, host=self.host, passing=True) from None
        self.budget.took(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all bytes."""
        try:
            self.stream.write(buffer, min(self.budget.left(), self.silent_seconds))
        except httpcore.WriteTimeout:
            told = f"{self.host} does not take the request"
            raise Failed(told, host=self.host, passing=True) from None

    def close(self) -> None:
        """Close the connection."""
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same stream, encrypted; the certificate is checked against the name of the host."""
        seconds = min(self.budget.left(), self.silent_seconds)
        try:
            inner = self.stream.start_tls(ssl_context, server_hostname, seconds)
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            bad = isinstance(error.__cause__, ssl.SSLCertVerificationError)
            told = f"no safe connection to {self.host}: {_reason(error)}"
            raise Failed(told, host=self.host, passing=not bad) from error
        return Bounded(inner, self.host, self.budget, self.silent_seconds)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self.stream.get_extra_info(info)


def _reason(error: BaseException) -> str:
    cause = error.__cause__ or error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({cause.verify_message})"
    if isinstance(cause, TimeoutError | httpcore.TimeoutException):
        return "no answer in time"
    return getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
