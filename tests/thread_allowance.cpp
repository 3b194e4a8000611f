// Part of every test program: lets TBB run as many threads as the tests ask for, be they more than there are cores, so
// that "the same for 5 threads" is tried with five.
#include <gtest/gtest.h>
#include <tbb/global_control.h>

namespace {

class ThreadAllowance : public testing::Environment {
  tbb::global_control allowance_{tbb::global_control::max_allowed_parallelism, 8};
};

[[maybe_unused]] const testing::Environment* const kAllowance =
    testing::AddGlobalTestEnvironment(new ThreadAllowance);  // GoogleTest deletes it

}  // namespace
