#include "core/elementary.hpp"

#include <sleef.h>

namespace proclens::reproducible {

double exp(double x) noexcept { return Sleef_finz_expd1_u10purecfma(x); }
double log(double x) noexcept { return Sleef_finz_logd1_u10purecfma(x); }
double log1p(double x) noexcept { return Sleef_finz_log1pd1_u10purecfma(x); }
double log2(double x) noexcept { return Sleef_finz_log2d1_u10purecfma(x); }
double pow(double x, double y) noexcept { return Sleef_finz_powd1_u10purecfma(x, y); }
double sin(double x) noexcept { return Sleef_finz_sind1_u10purecfma(x); }
double cos(double x) noexcept { return Sleef_finz_cosd1_u10purecfma(x); }
double acosh(double x) noexcept { return Sleef_finz_acoshd1_u10purecfma(x); }

}  // namespace proclens::reproducible
