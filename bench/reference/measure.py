"""What one stage takes: wall seconds, CPU seconds of all threads, and the peak of resident memory while it ran."""

import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass


@dataclass
class StageReport:
    name: str
    wall_seconds: float
    cpu_seconds: float
    peak_bytes: int  # resident, of the whole process, during this stage only


def peak_resident_bytes() -> int:
    """The peak of resident bytes since the last `forget_peak` (VmHWM)."""
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    raise RuntimeError("no VmHWM in /proc/self/status")


def forget_peak() -> None:
    """Resets the peak to what is resident now (proc(5), clear_refs)."""
    with open("/proc/self/clear_refs", "w", encoding="ascii") as control:
        control.write("5")


class Meter:
    """Collects a report for each stage run inside `with meter.stage(name)`."""

    def __init__(self) -> None:
        self.reports: list[StageReport] = []

    @contextmanager
    def stage(self, name: str):
        forget_peak()
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.reports.append(
            StageReport(name, time.perf_counter() - wall, time.process_time() - cpu, peak_resident_bytes())
        )

    def total(self) -> StageReport:
        return StageReport(
            "total",
            sum(report.wall_seconds for report in self.reports),
            sum(report.cpu_seconds for report in self.reports),
            max(report.peak_bytes for report in self.reports),
        )

    def as_dict(self) -> dict:
        return {"stages": [asdict(report) for report in self.reports], "total": asdict(self.total())}
