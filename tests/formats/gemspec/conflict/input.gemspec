Gem::Specification.new do |s|
<<<<<<< HEAD
  s.add_dependency "rack", "2.2.8"
=======
  s.add_dependency "rack", "2.2.9"
>>>>>>> theirs
end
