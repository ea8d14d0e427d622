"""The till: store, use cases, reports and screens."""

import os

# Figures are counted over short vectors. Threads of the linear algebra would only wait for one another, ten times as
# long as the counting takes, on the processors that a sale needs. Said here, because numpy asks once, when imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
