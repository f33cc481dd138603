using Mote.Dependencies;

if (args is not [var root, var generated])
{
    Console.Error.WriteLine("Give the repository and the bill of materials that CycloneDX wrote: eng/dependencies.sh does.");
    return 2;
}

var repository = new Repository(root);
var bill = BillOfMaterials.Of(File.ReadAllText(generated), new PackageFolder());
File.WriteAllText(repository.Bill, bill.Text);
File.WriteAllText(repository.Page, DependencyPage.Of(repository, bill));
return 0;
