// Makes accept() and accept4() of this program fail as they do on machines in trouble.
#pragma once

namespace proclens {

/// The next `times` calls fail with this errno; the connection that waits is accepted after them.
void fail_accepts(int failure, int times);

/// How many of them are still to come.
[[nodiscard]] int accept_failures_left();

}  // namespace proclens
