"""What a trip 帮扶活动 is filed with before it starts (附件4-2 报备表): by a unit, or with a batch."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from generator.cases.base import Model, Text, title_of
from generator.cases.dates import Date
from generator.cases.identity import Person, Phone
from generator.cases.leftopen import OrBlank, OrGap
from generator.cases.nothing import BLANK, Gap
from generator.i18n import N_


class Filing(Model):
    """A filing 报备: one event, one form."""

    unit: OrGap[Text] = Field(title="单位")
    filed: OrBlank[Date] = Field(BLANK, title="报备日期")
    leader: OrGap[Person] = Field(title="带队领导")
    post: OrBlank[Text] = Field(BLANK, title="职务")
    contact: OrBlank[Person] = Field(BLANK, title="联系人")
    phone: OrBlank[Phone] = Field(BLANK, title="联系电话")
    task: OrGap[Text] = Field(title="任务内容")
    funding: OrBlank[Text] = Field(BLANK, title="经费来源")
    destination: OrGap[Text] = Field(title="前往地点", description=N_("one trip, one place"))
    start: OrGap[Date] = Field(title="出行开始日期")
    end: OrGap[Date] = Field(title="出行结束日期")
    people: int = Field(title="团组人数", ge=1, le=999)


def filing_fields(filing: Filing | None) -> dict[str, Any]:
    """What 附件4-2 names, each `trip_…`: a batch filed as a trip has a start and end of its own."""
    values = dict.fromkeys(Filing.model_fields, BLANK) if filing is None else dict(filing)
    return {
        f"trip_{key}": Gap(title_of(Filing, key)) if values[key] == Gap() else values[key]
        for key in Filing.model_fields
    }
