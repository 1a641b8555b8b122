"""JSON Schemas of the data files, generated from the records; editors read them while a curator types."""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from graph.records import FOLDERS, LIST_FILES


def schemas() -> dict[str, str]:
    """Return the text of every schema by file name, the same bytes every time."""
    found: dict[str, str] = {}
    for name, (_, record) in LIST_FILES.items():
        found[f"{Path(name).stem}.schema.json"] = _text(TypeAdapter(list[record]).json_schema(by_alias=True), name)  # type: ignore[valid-type]
    for name, (_, record, is_list) in FOLDERS.items():
        adapter: TypeAdapter[Any] = TypeAdapter(list[record] if is_list else record)  # type: ignore[valid-type]
        found[f"{Path(name).name}.schema.json"] = _text(adapter.json_schema(by_alias=True), f"{name}/*.yaml")
    return found


def _text(schema: dict[str, Any], name: str) -> str:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Pinchpoint data/{name}"}
    return json.dumps({**schema, **head}, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
