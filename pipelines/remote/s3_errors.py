"""What an error of the client of S3 means: nothing is there, it may pass, or it is final.

Which requests are made stands in s3.py and parts.py.
"""

from __future__ import annotations

from typing import Any

from pipelines.remote.failed import Passing, StoreFailed, Unmet, Unsupported

PASSES = ("SlowDown", "RequestTimeout", "InternalError", "ServiceUnavailable", "IncompleteBody",
          "BadDigest", "RequestTimeTooSkewed", "Throttling")  # fmt: skip


def understood(at: str, error: Exception, seconds: float, writing: bool) -> None:
    """What an error of the client means; returns where it says that nothing is there."""
    import aiohttp
    from botocore import exceptions as told
    from botocore.parsers import ResponseParserError

    if isinstance(error, told.ClientError):
        return _refusal(at, error, writing)
    passing = (
        told.HTTPClientError, told.ConnectionError, told.IncompleteReadError, TimeoutError,
        aiohttp.ClientError, ResponseParserError, OSError,
    )  # fmt: skip
    if isinstance(error, TimeoutError | told.ReadTimeoutError | told.ConnectTimeoutError):
        raise Passing(at, f"no answer within {seconds:g} s") from error
    if isinstance(error, passing):
        raise Passing(at, f"{type(error).__name__}: {_cause(error)}") from error
    raise StoreFailed(at, f"{type(error).__name__}: {error}") from error


def _cause(error: BaseException) -> BaseException:
    return error.__cause__ or error.__context__ or error


def _refusal(at: str, error: Any, writing: bool) -> None:
    told = error.response.get("Error", {})
    code, message = str(told.get("Code", "")), str(told.get("Message", ""))
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if status in (409, 412):
        raise Unmet(at) from error
    if status == 404 and code != "NoSuchBucket":
        if not writing:
            return
        raise Unmet(at) from error  # it was to match, and is gone
    if status == 416:  # from the end of an object on there is nothing
        return
    said = f"{code} {message}".strip()
    if status == 501 or code == "NotImplemented":
        raise Unsupported(at, said) from error
    if status >= 500 or status in (408, 429) or code.startswith(PASSES):
        raise Passing(at, f"the server answers {status} {said}") from error
    raise StoreFailed(at, f"the server answers {status} {said}") from error
