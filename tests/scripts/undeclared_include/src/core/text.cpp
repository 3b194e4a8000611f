#include <vector>

#include "table/database.hpp"
