namespace proclens {
namespace {

struct Text {};

}  // namespace

class Text final {
  double width = 0;
};
}  // namespace proclens
