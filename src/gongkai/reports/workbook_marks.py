"""By what the workbook that we make of a report is known: its first sheet, and a line of that."""

IDENTITY, SCOPE = "报告信息", "统计范围"
