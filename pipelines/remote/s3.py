"""Amazon S3 and what speaks its protocol. Files larger than a part stand in parts.py.

The client is s3fs's, with the settings that s3fs and fsspec find; it asks once, and patience.py
decides whether again: two layers that both try again multiply.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pipelines.remote.failed import Passing, StoreFailed, Unmet
from pipelines.remote.parts import PART, Parts
from pipelines.remote.patience import Patience
from pipelines.remote.s3_errors import understood
from pipelines.remote.way import Kept

CONNECT_SECONDS = 5.0
Work = Callable[[Any], Awaitable[Any]]


class S3:
    """A bucket, below a prefix."""

    conditions: bool | None = None

    def __init__(self, url: str, patience: Patience) -> None:
        try:
            import s3fs
            from fsspec.config import conf
        except ImportError as error:
            raise StoreFailed(
                url, "an object store needs s3fs: pip install 'muster[s3]'"
            ) from error
        self.url, self.patience, self.part = url, patience, PART
        self.bucket, _, prefix = url.split("://", 1)[1].partition("/")
        self.prefix = f"{prefix}/" if prefix else ""
        given = conf.get("s3", {}).get("config_kwargs", {})
        ours = {
            "connect_timeout": min(CONNECT_SECONDS, patience.seconds),
            "read_timeout": patience.seconds,
            "retries": {"total_max_attempts": 1},
            # Stores of other makes refuse the newer checksums; every write here has its MD5.
            "request_checksum_calculation": "when_required",
            "response_checksum_validation": "when_required",
        }
        self.fs = s3fs.S3FileSystem(config_kwargs=ours | given, skip_instance_cache=True)

    def read(self, name: str, most: int) -> tuple[bytes, str | None] | None:
        """See `Way`."""

        async def work(s3: Any) -> tuple[bytes, str | None]:
            answer = await s3.get_object(Bucket=self.bucket, Key=self._key(name))
            async with answer["Body"] as body:
                if answer["ContentLength"] > most:
                    raise ValueError(f"{self.url}/{name}: more than {most:,} bytes")
                data = await body.read()
            if len(data) != answer["ContentLength"]:
                raise Passing(f"{self.url}/{name}", "the answer was cut short")
            return data, _tag(answer)

        found: tuple[bytes, str | None] | None = self.ask(name, work, most)
        return found

    def piece(self, name: str, start: int, length: int) -> bytes | None:
        """See `Way`."""

        async def work(s3: Any) -> bytes:
            answer = await s3.get_object(
                Bucket=self.bucket, Key=self._key(name), Range=f"bytes={start}-{start + length - 1}"
            )
            async with answer["Body"] as body:
                if answer["ContentLength"] > length:
                    raise StoreFailed(f"{self.url}/{name}", "the store does not give ranges")
                data: bytes = await body.read()
            if len(data) != answer["ContentLength"]:
                raise Passing(f"{self.url}/{name}", "the answer was cut short")
            return data

        found: bytes | None = self.ask(name, work, length)
        return found

    def write(
        self, name: str, data: bytes, *, create: bool = False, match: str | None = None
    ) -> str | None:
        """See `Way`. The server holds the bytes to their MD5, and its ETag is held to it here."""
        digest = hashlib.md5(data, usedforsecurity=False)
        asked: dict[str, Any] = {"ContentMD5": base64.b64encode(digest.digest()).decode()}
        asked |= {"IfNoneMatch": "*"} if create else {}
        asked |= {"IfMatch": f'"{match}"'} if match is not None else {}

        async def work(s3: Any) -> str | None:
            answer = await s3.put_object(
                Bucket=self.bucket, Key=self._key(name), Body=data, **asked
            )
            return _tag(answer)

        found: str | None = self.ask(name, work, len(data), writing=True)
        if found != digest.hexdigest():  # as where the bucket is encrypted with a key of its own
            read = self.read(name, max(len(data), 1))
            if read is None or read[0] != data:
                raise Passing(f"{self.url}/{name}", "what was written is not what stands there")
        return found

    def upload(self, name: str, path: Path, patience: Patience) -> Kept | None:
        """See `Way`."""
        if path.stat().st_size > self.part:
            Parts(self, self.part, patience).send(name, path)
            return None
        data = path.read_bytes()
        return Kept(name, len(data), patience.again(lambda: self.write(name, data)))

    def about(self, name: str) -> Kept | None:
        """See `Way`."""

        async def work(s3: Any) -> Kept:
            told = await s3.head_object(Bucket=self.bucket, Key=self._key(name))
            return Kept(name, told["ContentLength"], _tag(told))

        found: Kept | None = self.ask(name, work)
        return found

    def listed(self, folder: str) -> Iterator[Kept]:
        """See `Way`; each page is asked for again where it fails."""
        prefix = self.prefix + (f"{folder}/" if folder else "")
        more: dict[str, str] = {}
        while True:
            page = self.patience.again(partial(self._page, folder, prefix, more)) or {}
            for told in page.get("Contents", ()):
                name = told["Key"][len(self.prefix) :]
                yield Kept(name, told["Size"], _tag(told))
            if not page.get("IsTruncated"):
                return
            more = {"ContinuationToken": page["NextContinuationToken"]}

    def _page(self, folder: str, prefix: str, more: dict[str, str]) -> Any:
        async def work(s3: Any) -> Any:
            return await s3.list_objects_v2(Bucket=self.bucket, Prefix=prefix, **more)

        return self.ask(folder, work)

    def remove(self, name: str) -> None:
        """See `Way`."""
        self.ask(name, lambda s3: s3.delete_object(Bucket=self.bucket, Key=self._key(name)))

    def tidy(self, folder: str, seconds: float) -> int:
        """See `Way`."""
        return Parts(self, self.part, self.patience).give_up(folder, seconds)

    def ask(self, name: str, work: Work, size: int = 0, writing: bool = False) -> Any:
        """One request within its time; None where the object is not there and is only asked for."""
        from fsspec.asyn import sync

        async def within() -> Any:
            return await asyncio.wait_for(self._work(work), self.patience.limit(size))

        try:
            return sync(self.fs.loop, within)
        except (Unmet, StoreFailed, ValueError):
            raise
        except Exception as error:
            at = f"{self.url}/{name}" if name else self.url
            return understood(at, error, self.patience.seconds, writing)

    async def _work(self, work: Work) -> Any:
        return await work(await self.fs.set_session())

    def _key(self, name: str) -> str:
        return self.prefix + name


def _tag(answer: Any) -> str | None:
    tag = answer.get("ETag")
    return tag.strip('"') if tag else None
