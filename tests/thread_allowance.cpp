// Part of every test program: allows TBB to run as many threads as the tests request, even more than there are cores,
// so that "the same for 5 threads" is tested with five.
#include <gtest/gtest.h>
#include <tbb/global_control.h>

namespace {

class ThreadAllowance : public testing::Environment {
  tbb::global_control allowance_{tbb::global_control::max_allowed_parallelism, 8};
};

[[maybe_unused]] const testing::Environment* const kAllowance =
    testing::AddGlobalTestEnvironment(new ThreadAllowance);  // GoogleTest deletes it

}  // namespace
