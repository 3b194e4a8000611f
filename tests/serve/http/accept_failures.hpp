// Makes accept() and accept4() of this program fail as they do on machines in trouble.
#pragma once

namespace proclens {

/// The next `times` calls fail with this errno; the waiting connection is accepted after them.
void fail_accepts(int failure, int times);

/// How many failures are still to come.
[[nodiscard]] int accept_failures_left();

}  // namespace proclens
