"""Plain text → blocks, by the layout of its lines."""

import re
from dataclasses import dataclass, replace

from audit.ingest.bylines import is_byline, is_generic_author, is_person, read_biography
from audit.ingest.headings import HeadingPath
from audit.ingest.items import Mark, add_lead_ins, read_mark, split_head
from audit.ingest.lines import classify_line
from audit.model import Block, BlockKind, Span
