"""Files of more than one part in S3: complete, or given up.

A part is asked for again by itself. What a killed process leaves half-done costs room until it is
given up, by the next publication or by a rule of the bucket.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.remote.failed import Passing, StoreFailed, Unmet
from pipelines.remote.patience import Patience

if TYPE_CHECKING:
    from pipelines.remote.s3 import S3

PART = 16 << 20  # bytes held in memory at a time; 10,000 parts are 160 GB, and then parts grow
MOST = 10_000  # parts, by S3


class Parts:
    """Uploads in parts of `size` bytes, at least."""

    def __init__(self, s3: S3, size: int, patience: Patience) -> None:
        self.s3, self.size, self.patience = s3, size, patience

    def send(self, name: str, path: Path) -> None:
        """A file as one object. Raises `StoreFailed`, and then gives up what was sent."""
        place = {"Bucket": self.s3.bucket, "Key": self.s3._key(name)}
        begun = self._ask(name, lambda s3: s3.create_multipart_upload(**place))
        place |= {"UploadId": begun["UploadId"]}
        try:
            sums = [self._part(name, place, n, data) for n, data in self._read(path)]
            self._complete(name, place, sums, path.stat().st_size)
        except BaseException:
            with suppress(StoreFailed, Unmet):
                self.s3.ask(name, lambda s3: s3.abort_multipart_upload(**place))
            raise

    def give_up(self, folder: str, seconds: float) -> int:
        """Give up uploads below a folder that began longer ago; returns how many."""
        prefix, now, n = self.s3._key(folder), datetime.now(UTC), 0
        bucket = self.s3.bucket
        listed = self._ask(
            folder, lambda s3: s3.list_multipart_uploads(Bucket=bucket, Prefix=prefix)
        )
        for upload in (listed or {}).get("Uploads", ()):
            if (now - upload["Initiated"]).total_seconds() < seconds:
                continue
            place = {"Bucket": bucket, "Key": upload["Key"], "UploadId": upload["UploadId"]}
            self._ask(folder, lambda s3, place=place: s3.abort_multipart_upload(**place))
            n += 1
        return n

    def _ask(self, name: str, work: Any, size: int = 0) -> Any:
        return self.patience.again(lambda: self.s3.ask(name, work, size))

    def _read(self, path: Path) -> Iterator[tuple[int, bytes]]:
        size = max(self.size, -(-path.stat().st_size // MOST))
        with path.open("rb") as stream:
            number = 0
            while data := stream.read(size):
                yield (number := number + 1), data

    def _part(self, name: str, place: dict[str, Any], number: int, data: bytes) -> Any:
        digest = hashlib.md5(data, usedforsecurity=False).digest()
        checked = {"ContentMD5": base64.b64encode(digest).decode(), "PartNumber": number}
        answer = self._ask(
            name, lambda s3: s3.upload_part(**place, **checked, Body=data), len(data)
        )
        if answer is None:
            raise StoreFailed(f"{self.s3.url}/{name}", "the upload was given up by another")
        return {"PartNumber": number, "ETag": answer["ETag"]}, digest

    def _complete(self, name: str, place: dict[str, Any], sums: list[Any], size: int) -> None:
        """Put the parts together, and hold the object to its size; to the sum of the parts' sums
        too, where the server tells it in the form of S3.
        """
        parts = {"Parts": [part for part, _ in sums]}
        joined = hashlib.md5(b"".join(d for _, d in sums), usedforsecurity=False).hexdigest()
        plain = all(part["ETag"].strip('"') == digest.hex() for part, digest in sums)

        def complete() -> None:
            # None where it was completed by a request whose answer was lost.
            self.s3.ask(
                name, lambda s3: s3.complete_multipart_upload(**place, MultipartUpload=parts)
            )
            found = self.s3.about(name)
            told, _, n = ((found and found.tag) or "").partition("-")
            other = plain and n == str(len(sums)) and told != joined
            if found is None or found.size != size or other:
                raise Passing(f"{self.s3.url}/{name}", "what was put together is not the file")

        self.patience.again(complete)
