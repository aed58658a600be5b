"""The JSON Schema of a list of documents, so that an editor completes and warns while the clerk types."""

from __future__ import annotations

from gongkai.catalogue.items import METHODS
from gongkai.documents.document import FIELDS
from gongkai.documents.reading import ID
from gongkai.downloads.catalogue_schema import ONE_DAY, SEVERAL, TEXT, Schema, anchored, whole
from gongkai.statute.document_standard import document_standard

SAYS = {
    "agency": "agencies.yml 里的机构代号",
    "entry": "所属条目：领域/条目代号",
    "item": "条例第二十条的第几项，1 到 15",
    "figures": "报告表格的一格，例如 documents.normative_documents.issued",
    "replaces": "它代替的文件的代号",
    "replaced_by": "代替它的文件的代号",
    "interprets": "它解读的文件的代号",
    "attachments": "附件的文件名，放在 data/documents/文件代号/ 里",
}


def documents_schema() -> Schema:
    """Of data/documents/<year>.yml."""
    labels = document_standard().labels
    of_kind = {"text": TEXT, "several": SEVERAL, "day": ONE_DAY}
    parts: Schema = {name: {**of_kind[kind], "description": SAYS.get(name, labels[name])} for name, kind in FIELDS}
    parts["kind"] = {"enum": [*(kind.name for kind in document_standard().kinds), None]}
    parts["validity"] = {"enum": [*(each.name for each in document_standard().validities), None]}
    parts["method"] = {"enum": [*METHODS, None]}
    id: Schema = {
        "type": ["string", "number"],
        "pattern": anchored(ID.pattern),
        "description": "文件代号，写进网址，一经公布不再改变",
    }
    document = {"type": "object", "properties": {**parts, "id": id}, "required": ["id", "title"], "additionalProperties": False}
    defaults = {"type": "object", "properties": parts, "additionalProperties": False}
    properties = {"defaults": defaults, "documents": {"type": ["array", "null"], "items": document}}
    return whole("公开的文件和信息", properties, ["documents"])
