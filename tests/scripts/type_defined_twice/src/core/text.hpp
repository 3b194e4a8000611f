namespace proclens {
struct Text {
  int size = 0;
};
}  // namespace proclens
