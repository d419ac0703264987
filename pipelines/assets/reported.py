"""The report as an asset: pages made of the published warehouse. What is on them: warehouse.report.

A publication does not wait for it, and stands where it fails.
"""

import dagster as dg

from pipelines.assets.common import OWNER, RETRY, retry_only_files
from pipelines.assets.published import muster_warehouse
from pipelines.remote.at_hand import at_hand
from pipelines.remote.presented import present
from pipelines.reporting import REPORT, first_page, make
from pipelines.resources import MusterPaths


@dg.asset(
    group_name="presentation", kinds={"html"}, owners=OWNER, retry_policy=RETRY,
    deps=[muster_warehouse], code_version="1",
    description="The report: one page per country, contradiction, source, document and thing "
    "counted, to be opened from disk.",
)  # fmt: skip
def report(paths: MusterPaths) -> dg.MaterializeResult[None]:
    """OUT/report, replaced as a whole, and its copy in the store whose desk OUT is."""
    with retry_only_files():
        at_hand(paths.out_dir, paths.keep_versions, history=False)
        written = make(paths.out_dir / "muster.duckdb", paths.out_dir, paths.licence)
        at = present(paths.out_dir, "report", paths.out_dir / REPORT)
    return dg.MaterializeResult(
        metadata=({"in the store": at} if at else {})
        | {
            "first page": dg.MetadataValue.path(str(first_page(paths.out_dir))),
            "pages": written.n_pages,
            "charts": written.n_charts,
            "bytes of the heaviest page": written.heaviest,
        }
    )
