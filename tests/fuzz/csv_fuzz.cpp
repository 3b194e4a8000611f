// Any bytes as CSV: nothing crashes or hangs, every row is counted, and the division of the bytes does not matter.
#include <string>
#include <vector>

#include "import/files/read_text.hpp"
#include "import/text/csv_reader.hpp"
#include "require.hpp"
#include "small_mapping.hpp"

using namespace proclens;

namespace {

std::string read_all(const std::string& text, std::size_t piece) {
  const auto reader = csv_reader(read_text(text, piece), {&small_mapping(), 1});
  std::vector<ClassifiedRecords> parts;
  std::string seen;
  RecordCounts counts;
  while (reader->next(parts)) {
    for (const ClassifiedRecords& part : parts) {
      const RecordRows& rows = part.rows[0];
      require(rows.rows() == part.counts.kept, "kept rows are there");
      for (const DistinctColumn& column : rows.columns()) require(column.rows() == rows.rows(), "rows are whole");
      require(rows.rows() == 0 || rows.columns().size() == small_mapping().record_columns().size(),
              "with every column");
      seen += row_text(part);
      counts += part.counts;
    }
  }
  return seen + std::to_string(counts.all()) + " " + std::to_string(counts.kept);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text =
      "Channel,EventID,Hostname,Image,a.b\nlog,1,h,x,y\n" + std::string(reinterpret_cast<const char*>(bytes), size);
  const std::string whole = read_all(text, 1 << 20);
  require(whole.starts_with("=1\n=h\n-\n-\n=x\n-\n=y\n"), "what came before the damage is read");
  require(read_all(text, 11 + size % 50) == whole, "how the bytes arrive does not matter");
  const std::string header(reinterpret_cast<const char*>(bytes), size);
  read_all(header, 1 << 20);
  return 0;
}
