"""What the templates are compiled to, kept from build to build: compiling them takes longer than a small change."""

from __future__ import annotations

import marshal
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from gongkai.build.cache import cache_get, cache_put
from gongkai.build.inputs import code_digest


class TemplateCache(BytecodeCache):
    """Under the digest of the code and of the programs that run it, as whatever compiles them may change, and of the template."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = cache_get(self.place(bucket), digest_of(bucket), marshal.loads)

    def dump_bytecode(self, bucket: Bucket) -> None:
        cache_put(self.place(bucket), digest_of(bucket), bucket.code, marshal.dumps)

    def place(self, bucket: Bucket) -> Path:
        return self.folder / f"template-{bucket.key}"


def digest_of(bucket: Bucket) -> str:
    return code_digest() + bucket.checksum
