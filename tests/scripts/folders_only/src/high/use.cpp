#include "low/value.hpp"
