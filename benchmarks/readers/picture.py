"""docs/readers.svg: how long readers wait on each way, from the median to 95 of 100."""

from __future__ import annotations

from pathlib import Path
from typing import Any

PICTURE = Path(__file__).parents[2] / "docs" / "readers.svg"


def picture(found: dict[str, Any]) -> str:
    """A line for each way from its median to where 95 of 100 answers are in, as SVG."""
    import altair as alt  # nobody else here draws
    import vl_convert

    rows = [
        {"way": w["called"], "from": w["all"]["p50"] * 1000, "to": w["all"]["p95"] * 1000}
        for w in found["ways"]
    ]
    way = alt.Y("way:N", sort=None, title=None, axis=alt.Axis(labelLimit=400))
    scale = alt.Scale(type="log", nice=True)
    waited = alt.X("from:Q", title="milliseconds, median to 95 of 100", scale=scale)
    base = alt.Chart(alt.Data(values=rows)).encode(y=way)
    line = base.mark_rule(strokeWidth=3, color="#4c6a92").encode(x=waited, x2="to:Q")
    ends = [
        base.mark_point(filled=True, size=70, color="#4c6a92", shape=shape, opacity=1).encode(
            x=alt.X(f"{at}:Q", scale=scale)
        )
        for at, shape in (("from", "circle"), ("to", "square"))
    ]
    told = base.mark_text(align="left", dx=9, fontSize=11).encode(
        x="to:Q", text=alt.Text("to:Q", format=",.0f")
    )
    title = f"{found['readers']} readers, a question every {found['pace']['thinks']:.0f} s"
    drawn = alt.layer(line, *ends, told).properties(width=420, title=title, background="white")
    svg: str = vl_convert.vegalite_to_svg(drawn.to_dict())
    return svg
