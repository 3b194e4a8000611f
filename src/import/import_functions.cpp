#include "import/import_functions.hpp"

#include <chrono>

#include "table/sql.hpp"

namespace proclens {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads numbers and signs of a text from left to right.
class TimeText {
 public:
  explicit TimeText(std::string_view text) : text_(text) {}

  /// A number of exactly this many digits.
  unsigned number(std::size_t digits) {
    unsigned value = 0;
    for (std::size_t i = 0; i < digits; ++i, ++at_) {
      if (at_ == text_.size() || !is_digit(text_[at_])) {
        is_right_ = false;
        return 0;
      }
      value = 10 * value + static_cast<unsigned>(text_[at_] - '0');
    }
    return value;
  }

  bool sign(char wanted) {
    if (at_ == text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  void need(bool is_there) { is_right_ = is_right_ && is_there; }

  /// Digits behind the point, at least one, as microseconds.
  unsigned fraction() {
    unsigned value = 0;
    std::size_t digits = 0;
    for (; at_ < text_.size() && is_digit(text_[at_]); ++at_, ++digits) {
      if (digits < 6) value = 10 * value + static_cast<unsigned>(text_[at_] - '0');
    }
    need(digits > 0);
    for (; digits < 6; ++digits) value *= 10;
    return value;
  }

  [[nodiscard]] bool is_right_to_the_end() const { return is_right_ && at_ == text_.size(); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  bool is_right_ = true;
};

}  // namespace

std::optional<std::int64_t> plain_time(std::string_view text) {
  namespace chrono = std::chrono;
  TimeText reader(text);
  const unsigned year = reader.number(4);
  reader.need(reader.sign('-'));
  const unsigned month = reader.number(2);
  reader.need(reader.sign('-'));
  const unsigned day = reader.number(2);
  reader.need(reader.sign(' ') || reader.sign('T'));
  const unsigned hour = reader.number(2);
  reader.need(reader.sign(':'));
  const unsigned minute = reader.number(2);
  reader.need(reader.sign(':'));
  const unsigned second = reader.number(2);
  const unsigned microseconds = reader.sign('.') ? reader.fraction() : 0;
  reader.sign('Z');
  const chrono::year_month_day date{chrono::year(static_cast<int>(year)), chrono::month(month), chrono::day(day)};
  if (!reader.is_right_to_the_end() || year < 1600 || !date.ok() || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  const chrono::sys_time<chrono::microseconds> time = chrono::sys_days(date) + chrono::hours(hour) +
                                                      chrono::minutes(minute) + chrono::seconds(second) +
                                                      chrono::microseconds(microseconds);
  return time.time_since_epoch().count();
}

void add_import_functions(Database& database) {
  database.add_lookup({"plain_time",
                       {{"microseconds", SourceType::int64}},
                       [](std::span<const std::string_view> texts, RowWriter& writer) {
                         for (const std::string_view text : texts) {
                           const std::optional<std::int64_t> time = plain_time(text);
                           time ? writer.int64(*time) : writer.null();
                           writer.end_row();
                         }
                       }});
  database.run(sql("import/macros"));
}

}  // namespace proclens
