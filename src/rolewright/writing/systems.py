"""The applicant tracking systems that records can be made for, apart from the making so that naming them costs nothing."""

from __future__ import annotations

SYSTEMS = ("greenhouse", "lever", "ashby", "workable", "smartrecruiters")
