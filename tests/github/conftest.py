"""The scripts in ``.ci/`` can be imported here by name, as they import each other."""

import sys
from pathlib import Path

from support import ROOT

sys.path[:0] = [str(ROOT / ".ci"), str(Path(__file__).parent)]
